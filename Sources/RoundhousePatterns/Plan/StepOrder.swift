/// In which order steps may run. Knows no task and no time.
struct StepOrder {
  /// All places in an order in which each comes after those it depends on; of those that could be next, the first in the
  /// document is.
  let sequence: [Int]
  /// A way that ends where it begins, if there is one; empty otherwise.
  let circle: [Int]
  /// Per place, what it depends on, near and far; in the order of the document.
  let ancestors: [[Int]]

  /// - Parameter dependencies: per place, the places that must have ended before.
  init(_ dependencies: [[Int]]) {
    var isDone = [Bool](repeating: false, count: dependencies.count)
    var sequence: [Int] = []
    var ancestors = [Set<Int>](repeating: [], count: dependencies.count)
    while let next = dependencies.indices.first(where: { place in
      !isDone[place] && dependencies[place].allSatisfy { isDone[$0] }
    }) {
      isDone[next] = true
      sequence.append(next)
      for place in dependencies[next] { ancestors[next].formUnion(ancestors[place].union([place])) }
    }
    self.sequence = sequence
    self.ancestors = ancestors.map { $0.sorted() }
    circle = Self.circle(dependencies, isDone)
  }

  /// Whatever is not done depends on something that is not: walking back from there must come round.
  private static func circle(_ dependencies: [[Int]], _ isDone: [Bool]) -> [Int] {
    guard var place = isDone.firstIndex(of: false) else { return [] }
    var way: [Int] = []
    while true {
      if let start = way.firstIndex(of: place) { return Array(way[start...].reversed()) }
      way.append(place)
      guard let next = dependencies[place].first(where: { !isDone[$0] }) else { return [] }
      place = next
    }
  }
}
