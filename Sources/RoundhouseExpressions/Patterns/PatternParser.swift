/// Reads a pattern: what can be matched in one pass over the text, and means the same in jq.
struct PatternParser {
  private var rest: Substring.UnicodeScalarView
  private let ignoresCase: Bool
  private var depth = 0

  private static let maximumDepth = 32
  private static let maximumCount = 1000

  static func node(_ source: String, ignoresCase: Bool) throws(PatternError) -> PatternNode {
    var parser = PatternParser(source, ignoresCase)
    let node = try parser.choice()
    guard parser.rest.isEmpty else { throw Self.wrong("a ')' without its '('", remedy: "write \\) for the character") }
    return node
  }

  private init(_ source: String, _ ignoresCase: Bool) {
    rest = source[...].unicodeScalars
    self.ignoresCase = ignoresCase
  }

  private mutating func choice() throws(PatternError) -> PatternNode {
    guard depth < Self.maximumDepth else { throw Self.wrong("its groups are too deep", remedy: "use fewer") }
    depth += 1
    defer { depth -= 1 }
    var branches = [try sequence()]
    while rest.first == "|" {
      rest.removeFirst()
      branches.append(try sequence())
    }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(PatternError) -> PatternNode {
    var parts: [PatternNode] = []
    while let next = rest.first, next != "|", next != ")" {
      let part = try atom()
      parts.append(try repeated(part))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  private mutating func atom() throws(PatternError) -> PatternNode {
    let scalar = rest.removeFirst()
    switch scalar {
    case "(": return try group()
    case "[": return .scalars(try characterClass())
    case ".": return .scalars(.any)
    case "^": return .place(.start)
    case "$": return .place(.endOrLastLineFeed)
    case "\\": return try escape()
    case "*", "+", "?":
      throw Self.wrong("'\(scalar)' with nothing before it", remedy: "write \\\(scalar) for the character")
    case "{", "}", "]":
      throw Self.wrong("a '\(scalar)' that means nothing", remedy: "write \\\(scalar) for the character")
    default: return .scalars(ScalarSet(ranges: [try literal(scalar)]))
    }
  }

  private mutating func group() throws(PatternError) -> PatternNode {
    if rest.first == "?" {
      guard rest.dropFirst().first == ":" else {
        throw Self.foreign("groups that begin with '(?', other than '(?:',")
      }
      rest.removeFirst(2)
    }
    let node = try choice()
    guard rest.popFirst() == ")" else {
      throw Self.wrong("a '(' without its ')'", remedy: "write \\( for the character")
    }
    return node
  }

  private mutating func repeated(_ part: PatternNode) throws(PatternError) -> PatternNode {
    let minimum: Int
    let maximum: Int?
    var isCounted = false
    switch rest.first {
    case "*": (minimum, maximum) = (0, nil)
    case "+": (minimum, maximum) = (1, nil)
    case "?": (minimum, maximum) = (0, 1)
    case "{":
      (minimum, maximum) = try count()
      isCounted = true
    default: return part
    }
    if case .place = part { throw Self.foreign("repeating a place such as '^'") }
    rest.removeFirst()
    // Whether it takes few or many first makes no difference to whether there is a match.
    if rest.first == "?", !isCounted { rest.removeFirst() }
    switch rest.first {
    case "*", "+", "?", "{": throw Self.foreign("'\(rest.first ?? "*")' right after another repetition")
    default: return .repeated(part, minimum: minimum, maximum: maximum)
    }
  }

  /// Reads `{2}`, `{2,}` or `{2,5}` up to the closing brace.
  private mutating func count() throws(PatternError) -> (Int, Int?) {
    rest.removeFirst()
    let wrong = Self.wrong(
      "a '{' that begins no count", remedy: "write a{2}, a{2,} or a{2,5}, or \\{ for the character")
    guard let minimum = number() else { throw wrong }
    var maximum: Int? = minimum
    if rest.first == "," {
      rest.removeFirst()
      maximum = number()
    }
    guard rest.first == "}", maximum.map({ $0 >= minimum }) ?? true else { throw wrong }
    guard max(minimum, maximum ?? 0) <= Self.maximumCount else {
      throw Self.wrong("a count above \(Self.maximumCount)", remedy: "use a smaller one")
    }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    let digits = rest.prefix { ("0"..."9").contains($0) }
    guard digits.count <= 6, let number = Int(String(String.UnicodeScalarView(digits))) else { return nil }
    rest.removeFirst(digits.count)
    return number
  }

  private mutating func escape() throws(PatternError) -> PatternNode {
    guard let scalar = rest.popFirst() else {
      throw Self.wrong("a '\\' at its end", remedy: "write \\\\ for the character")
    }
    switch scalar {
    case "A": return .place(.start)
    case "Z": return .place(.endOrLastLineFeed)
    case "z": return .place(.end)
    case "b": return .place(.wordBoundary)
    case "B": return .place(.noWordBoundary)
    default:
      var set = ScalarSet()
      try addEscaped(scalar, to: &set)
      return .scalars(set)
    }
  }

  /// An escape that stands for characters; the range, if it is one character.
  @discardableResult
  private func addEscaped(_ scalar: UnicodeScalar, to set: inout ScalarSet) throws(PatternError) -> UInt32? {
    let value: UInt32
    switch scalar {
    case "d", "D":
      set.kinds.append((.digit, scalar == "D"))
      return nil
    case "w", "W":
      set.kinds.append((.word, scalar == "W"))
      return nil
    case "s", "S":
      set.kinds.append((.space, scalar == "S"))
      return nil
    case "n": value = 0x0A
    case "t": value = 0x09
    case "r": value = 0x0D
    case "f": value = 0x0C
    case "!"..."/", ":"..."@", "["..."`", "{"..."~", " ": value = scalar.value
    default: throw Self.foreign("the escape '\\\(scalar)'")
    }
    set.ranges.append(value...value)
    return value
  }

  /// Reads `[…]` behind its opening bracket.
  private mutating func characterClass() throws(PatternError) -> ScalarSet {
    var set = ScalarSet()
    if rest.first == "^" {
      rest.removeFirst()
      set.isNegated = true
    }
    let wrong = Self.wrong("a '[' without its ']'", remedy: "write \\[ for the character")
    guard rest.first != "]" else { throw Self.wrong("an empty '[]'", remedy: "write \\] for the character") }
    while true {
      guard let scalar = rest.popFirst() else { throw wrong }
      switch scalar {
      case "]": return set
      case "[": throw Self.foreign("a '[' within '[…]'")
      case "&" where rest.first == "&": throw Self.foreign("'&&' within '[…]'")
      case "-" where rest.first != "]" && !(set.ranges.isEmpty && set.kinds.isEmpty):
        throw Self.foreign("a '-' that is neither between two characters nor at an end of '[…]'")
      default: try addRange(from: scalar, to: &set)
      }
    }
  }

  private mutating func addRange(from scalar: UnicodeScalar, to set: inout ScalarSet) throws(PatternError) {
    guard let first = try member(scalar, &set), rest.first == "-", let next = rest.dropFirst().first, next != "]" else {
      return
    }
    rest.removeFirst(2)
    guard next != "[", let last = try member(next, &set), first <= last else {
      throw Self.wrong("a range in '[…]' that does not ascend", remedy: "write it as in [a-z]")
    }
    set.ranges.append(first...last)
  }

  /// Adds one character; nil for an escape that stands for many.
  private mutating func member(_ scalar: UnicodeScalar, _ set: inout ScalarSet) throws(PatternError) -> UInt32? {
    guard scalar == "\\" else {
      let range = try literal(scalar)
      set.ranges.append(range)
      return range.lowerBound
    }
    guard let escaped = rest.popFirst() else { throw Self.wrong("a '\\' at its end", remedy: "write \\\\ for it") }
    return try addEscaped(escaped, to: &set)
  }

  private func literal(_ scalar: UnicodeScalar) throws(PatternError) -> ClosedRange<UInt32> {
    guard !ignoresCase || scalar.isASCII || !scalar.properties.isCased else {
      throw Self.foreign("the letter '\(scalar)' together with the flag i")
    }
    return scalar.value...scalar.value
  }

  static func wrong(_ what: String, remedy: String) -> PatternError {
    PatternError(code: .mismatch, message: "the pattern has \(what)", remedy: remedy)
  }

  static func foreign(_ what: String) -> PatternError {
    PatternError(
      code: .unsupported, message: "\(what) may be a pattern of jq, but not of expressions, which always end",
      remedy: "write it without, or run it with the agent data.jq")
  }
}
