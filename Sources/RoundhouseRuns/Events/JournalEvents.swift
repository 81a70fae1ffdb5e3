internal import RoundhouseModel

/// What a journal's records say to whoever listens. The journal is its own outbox: an event is a record, told after it is
/// written, and told again to whoever asks for all behind a number.
enum JournalEvents {
  /// The event that a record is; nil for one that says nothing to others.
  static func event(_ entry: JournalEntry) -> RunEvent? {
    guard let type = type(of: entry) else { return nil }
    var event = RunEvent(
      id: entry.id, type: type, run: entry.run, step: entry.kind == .end ? "" : entry.key, at: entry.at,
      agent: entry.agent)
    event.data = entry.kind == .event || entry.kind == .end ? entry.body : data(entry)
    return event
  }

  private static func type(of entry: JournalEntry) -> String? {
    switch (entry.kind, entry.status) {
    case (.event, _), (.end, _): String(StepKey.name(of: entry.key).dropFirst("event:".count))
    case (.attempt, _): RunEventType.stepRetrying
    case (.call, .finished), (.step, .finished), (.child, .finished): RunEventType.stepCompleted
    case (.call, .failed), (.step, .failed), (.child, .failed): RunEventType.stepFailed
    case (.call, .skipped): RunEventType.stepSkipped
    case (.sleep, .started), (.receive, .started): RunEventType.runWaiting
    case (.review, .started): RunEventType.reviewRequested
    case (.review, .finished): RunEventType.reviewDecided
    case (.review, .skipped): RunEventType.reviewExpired
    default: nil
    }
  }

  private static func data(_ entry: JournalEntry) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("stepId", entry.key)
    if !entry.agent.isEmpty { json.member("agentId", entry.agent) }
    json.member("attempt", Int(entry.attempt))
    if entry.kind == .review || entry.kind == .receive {
      // What is waited for, or what has come.
      if let root = (try? JSONDocument(parsing: entry.body))?.root {
        for member in root.members where member.key != "mailbox" {
          json.member(member.key, raw: Array(member.value.raw))
        }
      }
    } else if entry.status == .failed {
      json.key("error")
      json.raw(entry.body)
    } else {
      json.key("response")
      json.beginObject()
      json.member("duration", Double(entry.took / 1000) / 1000)
      json.endObject()
    }
    json.endObject()
    return json.bytes
  }
}
