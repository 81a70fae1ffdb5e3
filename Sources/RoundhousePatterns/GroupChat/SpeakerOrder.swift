internal import RoundhouseRuns

/// Whose turn it is, where neither a rule nor an agent says so. Knows places only, and no time.
struct SpeakerOrder {
  private let count: Int
  private var cursor = 0
  private var chance: SeededGenerator

  /// - Parameter chance: gives the same numbers in every life of the run.
  init(_ count: Int, _ chance: SeededGenerator) {
    self.count = count
    self.chance = chance
  }

  /// The next one in turn.
  /// - Parameter silent: those who are passed over, never all.
  mutating func next(without silent: Set<Int>) -> Int {
    while !silent.isEmpty, silent.contains(cursor), silent.count < count { cursor = (cursor + 1) % count }
    defer { cursor = (cursor + 1) % count }
    return cursor
  }

  /// One by chance, and not the last one again where there are others.
  mutating func any(without silent: Set<Int>, last: Int?) -> Int {
    let places = (0..<count).filter { !silent.contains($0) }
    let others = places.filter { $0 != last }
    return (others.isEmpty ? places : others).randomElement(using: &chance) ?? next(without: silent)
  }
}
