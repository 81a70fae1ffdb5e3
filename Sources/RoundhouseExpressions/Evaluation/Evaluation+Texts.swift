// Functions of strings.
extension Evaluation {
  func string(_ value: JSONValue, _ name: String) throws(ExpressionError) -> String {
    guard case .string(let text) = value else {
      throw mismatch("'\(name)' needs strings, not \(described(value))", remedy: "make it one with 'tostring'")
    }
    try spend(text.utf8.count / 32)
    return text
  }

  func base64(_ value: JSONValue) throws(ExpressionError) -> String {
    let text = try text(value)
    try spend(text: text.utf8.count * 2)
    return Base64Text.encoded(Array(text.utf8))
  }

  /// Strings as they are, all else as JSON.
  func text(_ value: JSONValue) throws(ExpressionError) -> String {
    if case .string(let text) = value { return text }
    return try json(value)
  }

  func json(_ value: JSONValue) throws(ExpressionError) -> String {
    try measure(value)
    let text = value.text
    try spend(text: text.count)
    return String(decoding: text, as: UTF8.self)
  }

  func number(_ value: JSONValue) throws(ExpressionError) -> JSONValue {
    switch value {
    case .number: return value
    case .string(let text):
      try spend(text: text.utf8.count)
      let bytes = text.utf8.drop { Self.isSpace($0) }
      let isWritten = bytes.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || ".+-eE".utf8.contains($0) || Self.isSpace($0) }
      let digits = String(Substring(bytes)).split(whereSeparator: \.isWhitespace)
      if isWritten, digits.count == 1, let number = Double(digits[0]) { return .number(number) }
      throw mismatch("\(described(value)) is no number", remedy: "write (tonumber? // 0) for a default")
    default: throw mismatch("\(described(value)) cannot become a number", remedy: "give a string or a number")
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  func exploded(_ value: JSONValue) throws(ExpressionError) -> JSONValue {
    let text = try string(value, "explode")
    try spend(text.utf8.count)
    return .array(text.unicodeScalars.map { .number(Double($0.value)) })
  }

  func imploded(_ value: JSONValue) throws(ExpressionError) -> JSONValue {
    var text = String.UnicodeScalarView()
    for element in try elements(of: value, "implode") {
      guard case .number(let number) = element, let scalar = UInt32(exactly: number).flatMap(UnicodeScalar.init) else {
        throw mismatch("\(described(element)) is no character's number", remedy: "give numbers as 'explode' does")
      }
      text.append(scalar)
    }
    return .string(String(text))
  }

  /// Turns the letters of a range into those of the other case.
  func changed(
    _ value: JSONValue, _ name: String, _ letters: ClosedRange<UInt8>
  ) throws(ExpressionError) -> JSONValue {
    let text = try string(value, name)
    return .string(String(decoding: text.utf8.map { letters.contains($0) ? $0 ^ 0x20 : $0 }, as: UTF8.self))
  }

  /// Takes a text away at one end, if it stands there.
  func trimmed(_ value: JSONValue, _ part: JSONValue, isLeft: Bool) throws(ExpressionError) -> JSONValue {
    guard case .string(let text) = value, case .string(let part) = part else { return value }
    try spend(text: text.utf8.count)
    let (bytes, end) = (text.utf8, part.utf8)
    let isThere = isLeft ? bytes.starts(with: end) : bytes.reversed().starts(with: end.reversed())
    guard isThere else { return value }
    return .string(String(Substring(isLeft ? bytes.dropFirst(end.count) : bytes.dropLast(end.count))))
  }

  /// The pieces between separators; an empty separator separates characters, an empty text has no pieces.
  func parts(of text: String, _ separator: String) throws(ExpressionError) -> [JSONValue] {
    guard !text.isEmpty else { return [] }
    try spend(text: text.utf8.count)
    guard !separator.isEmpty else {
      try spend(text.utf8.count)
      return text.unicodeScalars.map { .string(String(Character($0))) }
    }
    var parts: [JSONValue] = []
    let bytes = Array(text.utf8)
    var start = 0
    for place in try places(of: separator, in: text) {
      parts.append(.string(String(decoding: bytes[start..<place], as: UTF8.self)))
      start = place + separator.utf8.count
    }
    parts.append(.string(String(decoding: bytes[start...], as: UTF8.self)))
    try spend(parts.count)
    return parts
  }

  /// The bytes before each place where a text stands in another, not overlapping.
  func places(of part: String, in text: String, isFirst: Bool = false) throws(ExpressionError) -> [Int] {
    let (part, text) = (Array(part.utf8), Array(text.utf8))
    guard let first = part.first else { return [0] }
    try spend(text.count / 8)
    var places: [Int] = []
    var place = 0
    while place + part.count <= text.count {
      guard text[place] == first, text[place..<place + part.count].elementsEqual(part) else {
        // A long part that nearly stands at each place is compared at each.
        if text[place] == first { try spend(part.count / 8) }
        place += 1
        continue
      }
      places.append(place)
      if isFirst { return places }
      place += part.count
    }
    return places
  }

  /// What versions of jq agree about: the places of what does not overlap, behind ASCII only.
  func characterPlaces(of part: String, in text: String) throws(ExpressionError) -> [Int] {
    guard !part.isEmpty else { throw differing("places of an empty string", remedy: "look for some text") }
    let places = try places(of: part, in: text)
    guard let last = places.last else { return [] }
    guard text.utf8.prefix(last).allSatisfy({ $0 < 0x80 }) else {
      throw differing(
        "places behind characters beyond ASCII", remedy: "write explode | index(\"…\" | explode), or use split or test")
    }
    guard try places.count == overlappingCount(of: part, in: text) else {
      throw differing("places that overlap", remedy: "look for another text")
    }
    return places
  }

  private func overlappingCount(of part: String, in text: String) throws(ExpressionError) -> Int {
    let (part, text) = (Array(part.utf8), Array(text.utf8))
    try spend(text.count)
    return (0...max(0, text.count - part.count)).count { text[$0...].starts(with: part) }
  }

  /// Numbers and booleans are written out, null and false leave nothing.
  func joined(_ value: JSONValue, _ separator: JSONValue) throws(ExpressionError) -> JSONValue {
    var text = JSONValue.null
    for part in try parts(of: value) {
      if case .null = text { text = .string("") } else { try add(separator, to: &text) }
      switch part {
      case .null: break
      case .bool, .number: try add(.string(json(part)), to: &text)
      default: try add(part, to: &text)
      }
    }
    if case .null = text { return .string("") }
    return text
  }

  /// One line of a table, as spreadsheets read it.
  func csv(_ value: JSONValue) throws(ExpressionError) -> JSONValue {
    var fields: [String] = []
    for element in try elements(of: value, "@csv") {
      switch element {
      case .null: fields.append("")
      case .number(let number) where number.isNaN: fields.append("")
      case .bool, .number: fields.append(try json(element))
      case .string(let text):
        try spend(text: text.utf8.count)
        let quote = UInt8(ascii: "\"")
        let doubled = text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] }
        fields.append("\"" + String(decoding: doubled, as: UTF8.self) + "\"")
      default: throw mismatch("\(described(element)) is no field of a table", remedy: "give scalars only")
      }
    }
    let line = fields.joined(separator: ",")
    try spend(text: line.utf8.count)
    return .string(line)
  }

  /// - Parameter flags: null, or a text of letters; nil where the pattern may bring its own: `test(["a", "i"])`.
  func isMatch(
    _ node: NodeID, _ value: JSONValue, _ pattern: JSONValue, _ flags: JSONValue? = nil
  ) throws(ExpressionError) -> Bool {
    current = node
    guard case .string(let text) = value else {
      throw mismatch("'test' needs a string, not \(described(value))", remedy: "make it one with 'tostring'")
    }
    if let pattern = program.patterns[node] { return try isMatch(pattern, text) }
    var (pattern, flags) = (pattern, flags)
    if case .array(let both) = pattern, flags == nil, !both.isEmpty {
      pattern = both[0]
      if both.count > 1 { flags = both[1] }
    }
    guard case .string(let source) = pattern else {
      throw mismatch("a pattern is a string, not \(described(pattern))", remedy: "write test(\"…\")")
    }
    try spend(text: source.utf8.count * 32)
    return try isMatch(compiled(source, flags ?? .null), text)
  }

  private func compiled(_ source: String, _ flags: JSONValue) throws(ExpressionError) -> Pattern {
    do {
      return try Pattern(source, flags: flags)
    } catch {
      throw failure(error.code, error.message, remedy: error.remedy)
    }
  }

  private func isMatch(_ pattern: Pattern, _ text: String) throws(ExpressionError) -> Bool {
    try spend((text.utf8.count + 1) * pattern.cost)
    guard let isMatch = pattern.matches(text) else {
      throw differing(
        "letters such as 'ß' where upper and lower case are one", remedy: "leave the flag i out, and write [Aa]")
    }
    return isMatch
  }
}
