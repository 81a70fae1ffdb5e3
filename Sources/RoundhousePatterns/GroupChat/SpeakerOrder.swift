internal import RoundhouseRuns

/// Whose turn it is, where neither a rule nor an agent says so. Knows places only, and no time. An object, because it is
/// asked in each turn, and its numbers are its own: the compiler sees that nobody else reads them meanwhile, and leaves out
/// the look at that which the chat's own properties cost.
final class SpeakerOrder {
  private let count: Int
  private var cursor = 0
  private var chance: SeededGenerator
  /// The places that are passed over in this round, never all.
  private(set) var silent: Set<Int> = []
  /// Apart, because for most chats it stays 0.
  private(set) var silentCount = 0

  /// - Parameter chance: gives the same numbers in every life of the run.
  init(_ count: Int, _ chance: SeededGenerator) {
    self.count = count
    self.chance = chance
  }

  /// Passes a place over for the rest of the round.
  func silence(_ place: Int) {
    silent.insert(place)
    silentCount = silent.count
  }

  /// Everybody may speak again.
  func endRound() {
    if silentCount == 0 { return }
    silent = []
    silentCount = 0
  }

  /// The next one in turn.
  func next() -> Int {
    if silentCount > 0, silentCount < count { while silent.contains(cursor) { cursor = following(cursor) } }
    defer { cursor = following(cursor) }
    return cursor
  }

  /// One by chance, and not the last one again where there are others.
  func any(last: Int?) -> Int {
    let places = (0..<count).filter { !silent.contains($0) }
    let others = places.filter { $0 != last }
    return (others.isEmpty ? places : others).randomElement(using: &chance) ?? next()
  }

  private func following(_ place: Int) -> Int { place + 1 == count ? 0 : place + 1 }
}
