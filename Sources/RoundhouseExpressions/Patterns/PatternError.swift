/// Why a pattern is refused.
struct PatternError: Error {
  let code: ExpressionError.Code
  let message: String
  let remedy: String
}
