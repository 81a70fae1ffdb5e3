/// All ways through a pattern at once. Each instruction is visited at most once for each character.
struct PatternWalk {
  /// What stands around a place in the text.
  struct Surroundings {
    let before: UnicodeScalar?
    let next: UnicodeScalar?
    /// Whether nothing follows `next`.
    let isLast: Bool
  }

  private let instructions: [Pattern.Instruction]
  /// Instructions that wait for the next character.
  private var waiting: [Int] = []
  private var following: [Int] = [0]
  /// The round in which each instruction was last visited.
  private var visited: [Int]
  private var round = 0
  private(set) var hasMatch = false

  init(instructions: [Pattern.Instruction]) {
    self.instructions = instructions
    visited = Array(repeating: 0, count: instructions.count)
  }

  /// Goes as far as possible without a character; a match may begin at each place.
  mutating func begin(_ surroundings: Surroundings) {
    round += 1
    waiting.removeAll(keepingCapacity: true)
    var pending = following + [0]
    while let place = pending.popLast() {
      guard visited[place] != round else { continue }
      visited[place] = round
      switch instructions[place] {
      case .scalar: waiting.append(place)
      case .match: hasMatch = true
      case .jump(let target): pending.append(target)
      case .fork(let target): pending += [target, place + 1]
      case .place(let condition): if Self.holds(condition, surroundings) { pending.append(place + 1) }
      }
    }
  }

  /// Takes a character.
  /// - Parameter contains: whether it is in a set of the pattern.
  mutating func step(_ contains: (Int) -> Bool) {
    following.removeAll(keepingCapacity: true)
    for place in waiting {
      if case .scalar(let set) = instructions[place], contains(set) { following.append(place + 1) }
    }
  }

  private static func holds(_ place: PatternPlace, _ surroundings: Surroundings) -> Bool {
    switch place {
    case .start: surroundings.before == nil
    case .end: surroundings.next == nil
    case .endOrLastLineFeed: surroundings.next == nil || (surroundings.next == "\n" && surroundings.isLast)
    case .wordBoundary: isWord(surroundings.before) != isWord(surroundings.next)
    case .noWordBoundary: isWord(surroundings.before) == isWord(surroundings.next)
    }
  }

  private static func isWord(_ scalar: UnicodeScalar?) -> Bool { scalar.map(ScalarSet.Kind.word.contains) ?? false }
}
