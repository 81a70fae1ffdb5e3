/// Finds what somebody meant who misspelt a name.
package enum Spelling {
  /// The known name that is nearest to a word; nil if none is near enough to be meant.
  package static func nearest(to word: String, among names: some Sequence<String>) -> String? {
    let word = Array(word.lowercased().utf8.prefix(128))
    let bound = max(1, min(3, word.count / 3))
    var best: (name: String, distance: Int)?
    for name in names {
      let found = distance(word, Array(name.lowercased().utf8.prefix(128)), bound: bound)
      if found <= bound, found < best?.distance ?? .max { best = (name, found) }
    }
    return best?.name
  }

  /// Letters to add, drop, change or swap with their neighbour to get from one word to the other; anything above
  /// `bound` may be returned as soon as it is certain to exceed it.
  private static func distance(_ a: [UInt8], _ b: [UInt8], bound: Int) -> Int {
    guard abs(a.count - b.count) <= bound else { return bound + 1 }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for row in 0..<a.count {
      var current = [row + 1]
      for column in 0..<b.count {
        var cost = min(last[column] + (a[row] == b[column] ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, a[row] == b[column - 1], a[row - 1] == b[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[b.count]
  }
}
