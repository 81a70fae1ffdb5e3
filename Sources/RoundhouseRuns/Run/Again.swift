internal import RoundhouseModel

/// Which failures of a run are done again, because somebody has said that it may go on: the steps that it failed of, with
/// all that is below them. Failures that the workflow has caught and answered to stay as they are.
struct Again {
  private let retries: [(before: Int64, steps: [String])]
  /// When somebody said so last, in milliseconds since 1970; 0 if nobody has.
  let last: Int64

  init(_ history: [JournalEntry]) {
    let words = history.filter { $0.kind == .end && StepKey.name(of: $0.key) == Again.name }
    retries = words.map { ($0.sequence, Again.steps(in: $0)) }
    last = words.last?.at ?? 0
  }

  func forgets(_ entry: JournalEntry) -> Bool {
    // Which branches had begun before one failed says nothing of how they go this time.
    let isChoice = entry.kind == .choice
    guard entry.status == .failed || entry.status == .started || isChoice else { return false }
    return retries.contains { retry in
      entry.sequence < retry.before
        && (retry.steps.isEmpty
          || retry.steps.contains { step in
            entry.key == step || entry.key.hasPrefix(step + "/") || isChoice && step.hasPrefix(entry.key + "/")
          })
    }
  }

  /// The steps that a run failed of; none if it did not fail of one.
  static func failedSteps(_ history: [JournalEntry]) -> [String] {
    history.last { $0.kind == .end }.map { steps(in: $0) } ?? []
  }

  /// What the record says: the steps that are done again.
  static func body(_ steps: [String]) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("steps", steps)
    json.endObject()
    return json.bytes
  }

  private static func steps(in entry: JournalEntry) -> [String] {
    guard let root = (try? JSONDocument(parsing: entry.body))?.root else { return [] }
    if let steps = root["steps"] { return steps.elements.compactMap(\.string) }
    // As the first version wrote it.
    return root["step"]?.string.map { $0.isEmpty ? [] : [$0] } ?? []
  }

  /// The key of the record that says so.
  static let key = "event:run:again"
  private static let name = "event:run:again"
}
