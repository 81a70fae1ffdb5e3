/// The smallest part of a source that means something.
struct Token {
  enum Kind: Equatable {
    case end, invalid
    case field, identifier, number, quote, format
    case dot, twoDots, dollar, question
    case open, close, openBracket, closeBracket, openBrace, closeBrace
    case pipe, comma, colon, semicolon
    case plus, minus, star, slash, percent, alternative
    case equal, unequal, less, lessOrEqual, greater, greaterOrEqual
    /// `=`, `|=`, `+=` and the like.
    case assignment
    /// `?//`.
    case destructuringAlternative
    case and, or, `if`, then, elif, `else`, endOfIf, `as`, `try`, `catch`
    /// `def`, `reduce` and other words that begin what only the whole of jq can do.
    case foreignWord
  }

  let kind: Kind
  let start: Int
  let end: Int

  /// Whether it is a word that jq keeps for itself; as a key it is as good as others.
  var isWord: Bool {
    switch kind {
    case .and, .or, .if, .then, .elif, .else, .endOfIf, .as, .try, .catch, .foreignWord: true
    default: false
    }
  }
}
