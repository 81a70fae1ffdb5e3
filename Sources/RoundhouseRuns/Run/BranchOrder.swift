internal import RoundhouseModel

/// Which branches may begin, as others end. Knows no task and no time.
struct BranchOrder {
  private let after: [[Int]]
  let ids: [String]
  private let needs: [[Int]]
  private var missing: [Int]
  /// What may begin and was not handed out yet.
  private var ready: [Int]
  /// Whether none comes after another.
  private let isFlat: Bool
  /// Of one that is not flat; in one that is, all begin at once.
  private var isHandedOut: [Bool] = []
  /// Those that may begin at all; nil for all.
  private var allowed: Set<String>?

  /// - Parameter after: for each branch the ids of those that it comes after.
  /// - Throws: `badRequest` for ids that are unknown or stand twice, and for circles.
  init(_ ids: [String], after: [[String]]) throws(RoundhouseError) {
    self.ids = ids
    isFlat = after.allSatisfy(\.isEmpty)
    let places = try BranchOrder.places(ids)
    if isFlat {
      (self.after, needs, missing, ready) = ([], [], [], Array(ids.indices))
      return
    }
    self.after = try BranchOrder.before(ids, after, places)
    var needs = [[Int]](repeating: [], count: ids.count)
    for (place, before) in self.after.enumerated() {
      for other in before { needs[other].append(place) }
    }
    self.needs = needs
    missing = self.after.map(\.count)
    ready = ids.indices.filter { after[$0].isEmpty }
    isHandedOut = Array(repeating: false, count: ids.count)
    try refuseCircle()
  }

  private static func places(_ ids: [String]) throws(RoundhouseError) -> [String: Int] {
    var places: [String: Int] = [:]
    places.reserveCapacity(ids.count)
    for (place, id) in ids.enumerated() where places.updateValue(place, forKey: id) != nil {
      throw RoundhouseError(.badRequest, "two branches are called \(id)", remedy: "give each its own id")
    }
    return places
  }

  private static func before(
    _ ids: [String], _ after: [[String]], _ places: [String: Int]
  ) throws(RoundhouseError) -> [[Int]] {
    var all: [[Int]] = []
    for (place, names) in after.enumerated() {
      var before: [Int] = []
      for id in names.isEmpty ? [] : Set(names) {
        guard let other = places[id] else {
          throw RoundhouseError(
            .badRequest, "\(ids[place]) comes after \(id), which is not there", remedy: "name a branch beside it")
        }
        before.append(other)
      }
      all.append(before.sorted())
    }
    return all
  }

  /// What may begin now; each place once.
  mutating func takeReady() -> [Int] {
    if let allowed { ready.removeAll { !allowed.contains(ids[$0]) } }
    if !isFlat { for place in ready { isHandedOut[place] = true } }
    defer { ready = [] }
    return ready
  }

  /// No others begin.
  mutating func limit(to ids: Set<String>) { allowed = ids }

  /// No more begin than have.
  /// - Returns: those that have; nil if that keeps none from beginning, or they are limited already.
  mutating func limitToBegun() -> [String]? {
    guard allowed == nil, isHandedOut.contains(false) else { return nil }
    let begun = ids.indices.filter { isHandedOut[$0] }.map { ids[$0] }
    allowed = Set(begun)
    return begun
  }

  /// A branch has ended, well or badly.
  mutating func end(_ place: Int) {
    if isFlat { return }
    for next in needs[place] {
      missing[next] -= 1
      if missing[next] == 0 { ready.append(next) }
    }
  }

  /// The first branch before this one of which a test is true.
  func first(before place: Int, where isWanted: (String) -> Bool) -> String? {
    isFlat ? nil : after[place].lazy.map { ids[$0] }.first(where: isWanted)
  }

  private func refuseCircle() throws(RoundhouseError) {
    var order = self
    var ended = 0
    while true {
      let next = order.takeReady()
      if next.isEmpty { break }
      for place in next { order.end(place) }
      ended += next.count
    }
    guard ended < ids.count else { return }
    let circle = order.missing.indices.filter { order.missing[$0] > 0 }.map { ids[$0] }
    throw RoundhouseError(
      .badRequest, "\(circle.joined(separator: ", ")) wait for each other", remedy: "take one dependency away")
  }
}
