/// The characters (Unicode scalars) that may stand at one place of a pattern.
struct ScalarSet: Sendable {
  /// `\d`, `\w`, `\s`, as Unicode knows them.
  enum Kind: Sendable {
    case digit, word, space

    func contains(_ scalar: UnicodeScalar) -> Bool {
      let properties = scalar.properties
      switch self {
      case .digit: return properties.generalCategory == .decimalNumber
      case .space: return properties.isWhitespace
      case .word:
        switch properties.generalCategory {
        case .decimalNumber, .connectorPunctuation, .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return properties.isAlphabetic
        }
      }
    }
  }

  var ranges: [ClosedRange<UInt32>] = []
  var kinds: [(kind: Kind, isNegated: Bool)] = []
  var isNegated = false

  /// `.`: all but the line feed.
  static let any = ScalarSet(ranges: [0x0A...0x0A], isNegated: true)

  init(ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  /// - Parameter ignoresCase: whether a letter's other case counts as well.
  func contains(_ scalar: UnicodeScalar, ignoresCase: Bool) -> Bool {
    var isFound = holds(scalar)
    if !isFound, ignoresCase, let other = Self.otherCase(scalar) { isFound = holds(other) }
    if !isFound, ignoresCase, let second = Self.secondCase(scalar) { isFound = holds(second) }
    return isFound != isNegated
  }

  private func holds(_ scalar: UnicodeScalar) -> Bool {
    for range in ranges where range.contains(scalar.value) { return true }
    for kind in kinds where kind.kind.contains(scalar) != kind.isNegated { return true }
    return false
  }

  /// The other case of an ASCII letter; patterns that ignore case have no other letters. Two letters beyond ASCII are
  /// another case of one within it.
  private static func otherCase(_ scalar: UnicodeScalar) -> UnicodeScalar? {
    switch scalar {
    case "a"..."z", "A"..."Z": UnicodeScalar(scalar.value ^ 0x20)
    case "\u{212A}": "k"
    case "\u{17F}": "s"
    default: nil
    }
  }

  private static func secondCase(_ scalar: UnicodeScalar) -> UnicodeScalar? {
    switch scalar {
    case "\u{212A}": "K"
    case "\u{17F}": "S"
    default: nil
    }
  }
}
