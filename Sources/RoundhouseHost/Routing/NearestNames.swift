/// The names that somebody may have meant.
enum NearestNames {
  /// At most three, the nearest first; none if all are far away.
  static func of(_ name: String, among names: [String]) -> [String] {
    let wanted = Array(name.utf8)
    let limit = max(2, wanted.count / 3)
    return names.map { ($0, distance(wanted, Array($0.utf8))) }
      .filter { $0.1 <= limit || $0.0.hasPrefix(name) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
      .prefix(3).map(\.0)
  }

  /// Levenshtein's: insertions, deletions and exchanges.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}
