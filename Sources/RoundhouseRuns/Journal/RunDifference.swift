/// In what two runs differ, step by step.
package struct RunDifference: Sendable, Equatable {
  package enum Change: Sendable, Equatable {
    case onlyInFirst, onlyInSecond
    case status(JournalEntry.Status, JournalEntry.Status)
    case agent(String, String)
    case input
    case output
  }

  package struct Line: Sendable, Equatable {
    package var key: String
    package var change: Change
  }

  /// In the order of the first run's steps, then what only the second has.
  package let lines: [Line]

  package init(_ first: [JournalEntry], _ second: [JournalEntry]) {
    let other = RunDifference.byKey(second)
    let own = RunDifference.byKey(first)
    var lines: [Line] = []
    for key in RunDifference.keys(first) {
      guard let a = own[key] else { continue }
      guard let b = other[key] else {
        lines.append(Line(key: key, change: .onlyInFirst))
        continue
      }
      if a.status != b.status { lines.append(Line(key: key, change: .status(a.status, b.status))) }
      if a.fingerprint != b.fingerprint { lines.append(Line(key: key, change: .input)) }
      if a.agent != b.agent { lines.append(Line(key: key, change: .agent(a.agent, b.agent))) }
      if a.body != b.body, a.status == b.status { lines.append(Line(key: key, change: .output)) }
    }
    for key in RunDifference.keys(second) where own[key] == nil {
      lines.append(Line(key: key, change: .onlyInSecond))
    }
    self.lines = lines
  }

  /// The last word on each step.
  private static func byKey(_ entries: [JournalEntry]) -> [String: JournalEntry] {
    Dictionary(entries.lazy.filter(isCompared).map { ($0.key, $0) }) { $1 }
  }

  /// No two runs have the same times.
  private static func isCompared(_ entry: JournalEntry) -> Bool { entry.isAnswer && entry.kind != .time }

  private static func keys(_ entries: [JournalEntry]) -> [String] {
    var seen: Set<String> = []
    return entries.lazy.filter(isCompared).map(\.key).filter { seen.insert($0).inserted }
  }
}
