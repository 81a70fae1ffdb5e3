/// Cuts a source into tokens, one at a time. Strings are the parser's: only their opening quote is a token.
struct Lexer {
  let source: [UInt8]
  private(set) var token: Token

  init(_ source: [UInt8]) {
    self.source = source
    token = Token(kind: .end, start: 0, end: 0)
    advance()
  }

  /// Goes on to the next token.
  mutating func advance() { move(to: token.end) }

  /// Goes on to the first token at or after a place, such as the one behind a string.
  mutating func move(to place: Int) {
    let start = afterSpace(place)
    guard start < source.count else {
      token = Token(kind: .end, start: start, end: start)
      return
    }
    let (kind, length) = scan(start)
    token = Token(kind: kind, start: start, end: start + length)
  }

  func text(_ token: Token) -> String { String(decoding: source[token.start..<token.end], as: UTF8.self) }

  private func byte(_ place: Int) -> UInt8 { place < source.count ? source[place] : 0 }

  private func afterSpace(_ place: Int) -> Int {
    var place = place
    while place < source.count {
      switch source[place] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): place += 1
      case UInt8(ascii: "#"):
        while place < source.count, source[place] != UInt8(ascii: "\n") { place += 1 }
      default: return place
      }
    }
    return place
  }

  private func scan(_ start: Int) -> (Token.Kind, Int) {
    let next = byte(start + 1)
    switch source[start] {
    case UInt8(ascii: "\""): return (.quote, 1)
    case UInt8(ascii: "."): return dot(start, next)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return (.number, numberLength(start))
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
      let length = nameLength(start)
      return (Self.word(source[start..<start + length]), length)
    case UInt8(ascii: "@"):
      let length = nameLength(start + 1)
      return length == 0 ? (.invalid, 1) : (.format, length + 1)
    case UInt8(ascii: "?"):
      return next == UInt8(ascii: "/") && byte(start + 2) == UInt8(ascii: "/")
        ? (.destructuringAlternative, 3) : (.question, 1)
    default: return mark(start, next)
    }
  }

  private func dot(_ start: Int, _ next: UInt8) -> (Token.Kind, Int) {
    if next == UInt8(ascii: ".") { return (.twoDots, 2) }
    if next &- UInt8(ascii: "0") < 10 { return (.number, numberLength(start)) }
    let length = next &- UInt8(ascii: "0") < 10 ? 0 : nameLength(start + 1)
    return length == 0 ? (.dot, 1) : (.field, length + 1)
  }

  /// Brackets and operators.
  private func mark(_ start: Int, _ next: UInt8) -> (Token.Kind, Int) {
    let isAssigning = next == UInt8(ascii: "=")
    switch source[start] {
    case UInt8(ascii: "("): return (.open, 1)
    case UInt8(ascii: ")"): return (.close, 1)
    case UInt8(ascii: "["): return (.openBracket, 1)
    case UInt8(ascii: "]"): return (.closeBracket, 1)
    case UInt8(ascii: "{"): return (.openBrace, 1)
    case UInt8(ascii: "}"): return (.closeBrace, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ":"): return (.colon, 1)
    case UInt8(ascii: ";"): return (.semicolon, 1)
    case UInt8(ascii: "$"): return (.dollar, 1)
    case UInt8(ascii: "|"): return isAssigning ? (.assignment, 2) : (.pipe, 1)
    case UInt8(ascii: "+"): return isAssigning ? (.assignment, 2) : (.plus, 1)
    case UInt8(ascii: "-"): return isAssigning ? (.assignment, 2) : (.minus, 1)
    case UInt8(ascii: "*"): return isAssigning ? (.assignment, 2) : (.star, 1)
    case UInt8(ascii: "%"): return isAssigning ? (.assignment, 2) : (.percent, 1)
    case UInt8(ascii: "/"): return slash(start, next)
    case UInt8(ascii: "="): return isAssigning ? (.equal, 2) : (.assignment, 1)
    case UInt8(ascii: "!"): return isAssigning ? (.unequal, 2) : (.invalid, 1)
    case UInt8(ascii: "<"): return isAssigning ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): return isAssigning ? (.greaterOrEqual, 2) : (.greater, 1)
    default: return (.invalid, 1)
    }
  }

  private func slash(_ start: Int, _ next: UInt8) -> (Token.Kind, Int) {
    switch next {
    case UInt8(ascii: "/"): byte(start + 2) == UInt8(ascii: "=") ? (.assignment, 3) : (.alternative, 2)
    case UInt8(ascii: "="): (.assignment, 2)
    default: (.slash, 1)
    }
  }

  private func nameLength(_ start: Int) -> Int {
    var place = start
    while place < source.count, Self.isNameByte(source[place]) { place += 1 }
    return place - start
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  /// Digits, perhaps a point among them, perhaps an exponent; an `e` that no digits follow is not part of it.
  private func numberLength(_ start: Int) -> Int {
    var place = afterDigits(start)
    if byte(place) == UInt8(ascii: ".") { place = afterDigits(place + 1) }
    if byte(place) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(place + 1)
      let first = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") ? place + 2 : place + 1
      let end = afterDigits(first)
      if end > first { place = end }
    }
    return place - start
  }

  private func afterDigits(_ start: Int) -> Int {
    var place = start
    while byte(place) &- UInt8(ascii: "0") < 10 { place += 1 }
    return place
  }

  private static func word(_ text: ArraySlice<UInt8>) -> Token.Kind {
    guard text.count <= 7 else { return .identifier }
    return switch String(decoding: text, as: UTF8.self) {
    case "and": .and
    case "or": .or
    case "if": .if
    case "then": .then
    case "elif": .elif
    case "else": .else
    case "end": .endOfIf
    case "as": .as
    case "try": .try
    case "catch": .catch
    case "def", "reduce", "foreach", "import", "include", "module", "label", "__loc__": .foreignWord
    default: .identifier
    }
  }
}
