/// A compiled pattern for `test`, matched in time proportional to the text: all ways through it are followed at once.
struct Pattern: Sendable {
  enum Instruction: Sendable {
    case scalar(Int)
    case place(PatternPlace)
    /// Goes on here and there.
    case fork(Int)
    case jump(Int)
    case match
  }

  private var instructions: [Instruction] = []
  private var sets: [ScalarSet] = []
  private let ignoresCase: Bool

  private static let maximumLength = 2000
  /// Parts that were added, those of no length included: `((){1000}){1000}` has no other measure.
  private var parts = 0

  /// What one character of a text costs at most, in steps.
  var cost: Int { instructions.count / 8 + 1 }

  /// - Parameter flags: null, or a text of `g` (which means nothing to `test`) and `i`.
  init(_ source: String, flags: JSONValue) throws(PatternError) {
    var ignoresCase = false
    switch flags {
    case .null: break
    case .string(let letters):
      for letter in letters.unicodeScalars {
        switch letter {
        case "g": break
        case "i": ignoresCase = true
        case "x", "s", "n", "p", "l": throw PatternParser.foreign("the flag '\(letter)'")
        default: throw PatternParser.wrong("the unknown flag '\(letter)'", remedy: "use i and g")
        }
      }
    default: throw PatternParser.wrong("flags that are no string", remedy: "write test(\"…\"; \"i\")")
    }
    self.ignoresCase = ignoresCase
    try add(PatternParser.node(source, ignoresCase: ignoresCase))
    instructions.append(.match)
  }

  /// Whether the pattern is found anywhere in a text; nil if that hangs on a letter whose other case is two letters.
  func matches(_ text: String) -> Bool? {
    if ignoresCase, text.unicodeScalars.contains(where: Self.foldsToSeveral) { return nil }
    var walk = PatternWalk(instructions: instructions)
    var before: UnicodeScalar?
    var scalars = text.unicodeScalars.makeIterator()
    var next = scalars.next()
    while true {
      let following = scalars.next()
      walk.begin(PatternWalk.Surroundings(before: before, next: next, isLast: following == nil))
      if walk.hasMatch { return true }
      guard let scalar = next else { return false }
      walk.step { sets[$0].contains(scalar, ignoresCase: ignoresCase) }
      before = scalar
      next = following
    }
  }

  private static func foldsToSeveral(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0xDF, 0x130, 0x149, 0x1F0, 0x1E96...0x1E9A, 0x1E9E, 0xFB00...0xFB06: true
    default: false
    }
  }

  private mutating func add(_ node: PatternNode) throws(PatternError) {
    parts += 1
    guard instructions.count < Self.maximumLength, parts < 4 * Self.maximumLength else {
      throw PatternParser.wrong("too many parts, with its counts written out", remedy: "use smaller counts")
    }
    switch node {
    case .empty: break
    case .scalars(let set):
      sets.append(set)
      instructions.append(.scalar(sets.count - 1))
    case .place(let place): instructions.append(.place(place))
    case .sequence(let parts): for part in parts { try add(part) }
    case .choice(let branches): try add(branches: branches[...])
    case .repeated(let part, let minimum, let maximum):
      for _ in 0..<minimum { try add(part) }
      if let maximum {
        for _ in minimum..<maximum { try addOptional(part) }
      } else {
        let start = instructions.count
        try addOptional(part, isLoop: true)
        instructions[instructions.count - 1] = .jump(start)
      }
    }
  }

  private mutating func add(branches: ArraySlice<PatternNode>) throws(PatternError) {
    guard let branch = branches.first else { return }
    guard branches.count > 1 else { return try add(branch) }
    let fork = instructions.count
    instructions.append(.fork(0))
    try add(branch)
    let jump = instructions.count
    instructions.append(.jump(0))
    instructions[fork] = .fork(instructions.count)
    try add(branches: branches.dropFirst())
    instructions[jump] = .jump(instructions.count)
  }

  /// - Parameter isLoop: leaves room at the end for the jump back.
  private mutating func addOptional(_ part: PatternNode, isLoop: Bool = false) throws(PatternError) {
    let fork = instructions.count
    instructions.append(.fork(0))
    try add(part)
    if isLoop { instructions.append(.jump(0)) }
    instructions[fork] = .fork(instructions.count)
  }
}
