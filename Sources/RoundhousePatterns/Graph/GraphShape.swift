/// Which node leads to which, and what follows from that. Knows no work and no state.
///
/// An edge that leads back to a node on the way to it closes a circle. What does not use such edges has an order, and in
/// that order one place waits for another.
struct GraphShape {
  private enum Mark { case unseen, open, done }

  /// Per place, whether a way from the start leads there.
  private(set) var isReached: [Bool]
  private let next: [[Int]]
  /// Per place, the places that it leads to without going back.
  private var ahead: [Set<Int>]

  /// - Parameter next: per place, where its edges lead, the one after a failure included.
  init(_ next: [[Int]], start: Int) {
    self.next = next
    isReached = Array(repeating: false, count: next.count)
    ahead = Array(repeating: [], count: next.count)
    walk(from: start)
  }

  /// Whether something at one place can still come to the other without going back.
  func leads(from place: Int, to other: Int) -> Bool { ahead[place].contains(other) }

  /// Those of some places that none of the others can still come to. Never none, of any at all.
  func ready(among places: [Int]) -> [Int] {
    if places.count == 1 { return places }
    return places.filter { place in !places.contains { leads(from: $0, to: place) } }
  }

  /// The places from which no way leads to an end.
  /// - Parameter isEnd: per place, whether the graph may end there.
  func trapped(_ isEnd: [Bool]) -> [Int] {
    var hasWay = isEnd
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for place in next.indices where !hasWay[place] && next[place].contains(where: { hasWay[$0] }) {
        hasWay[place] = true
        hasChanged = true
      }
    }
    return next.indices.filter { !hasWay[$0] }
  }

  /// Goes everywhere, each way as far as it leads before the next one: what is still open then lies on the way.
  private mutating func walk(from start: Int) {
    var marks = [Mark](repeating: .unseen, count: next.count)
    var way: [(place: Int, edge: Int)] = [(start, 0)]
    marks[start] = .open
    isReached[start] = true
    while let (place, edge) = way.last {
      guard edge < next[place].count else {
        marks[place] = .done
        way.removeLast()
        if let before = way.last?.place { ahead[before].formUnion(ahead[place].union([place])) }
        continue
      }
      way[way.count - 1].edge += 1
      let other = next[place][edge]
      switch marks[other] {
      case .open: continue
      case .done: ahead[place].formUnion(ahead[other].union([other]))
      case .unseen:
        marks[other] = .open
        isReached[other] = true
        way.append((other, 0))
      }
    }
  }
}
