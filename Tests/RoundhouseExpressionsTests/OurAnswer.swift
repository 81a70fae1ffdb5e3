import RoundhouseExpressions

/// What an expression of ours gives, in the form in which jq is asked.
enum OurAnswer: Equatable {
  case line(String)
  /// What versions of jq disagree about is refused.
  case refused(String)

  init(_ program: String, _ document: String) {
    do {
      let results = try Expression(program).evaluateAll(.text(Array(document.utf8)))
      self = .line(JSONValue.array(results).description)
    } catch {
      self = error.code == .mismatch || error.code == .raised ? .line("\"error\"") : .refused(error.description)
    }
  }
}
