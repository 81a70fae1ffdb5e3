package import RoundhouseModel

/// Something that a run waits for a person to decide about.
package struct OpenReview: Sendable {
  package let run: RunNumber
  package let workflow: String
  /// The step's key: with the run's number it says which review is meant.
  package let key: String
  /// Milliseconds since 1970; `due` is 0 for no limit.
  package let asked: Int64
  package let due: Int64
  /// What the person is asked: `reason`, `content`, `confidence`, `reviewers`, `onExpiry`, `escalated`; a JSON text.
  package let request: [UInt8]

  init?(_ wait: OpenWait, of run: RunNumber, _ workflow: String) {
    guard wait.isReview else { return nil }
    self.run = run
    self.workflow = workflow
    key = wait.key
    asked = wait.at
    due = wait.order.due
    request = wait.order.review
  }

  static func mailbox(_ key: String) -> String { prefix + key }

  /// No other messages go there.
  static let prefix = "review:"
}

extension OpenReview: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("run", run.description)
    json.member("review", key)
    json.member("workflow", workflow)
    json.member("asked", Timestamp(nanoseconds: asked * 1_000_000).description)
    if due != 0 { json.member("due", Timestamp(nanoseconds: due * 1_000_000).description) }
    if let root = (try? JSONDocument(parsing: request))?.root {
      for (name, value) in root.members.map({ ($0.key, $0.value) }) { json.member(name, raw: Array(value.raw)) }
    }
    json.endObject()
  }
}
