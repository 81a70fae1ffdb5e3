internal import RoundhouseModel

// As it stands in the journal.
extension StepFailure {
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("error")
    writer.error(error)
    writer.key("attempts")
    writer.beginArray()
    for attempt in attempts {
      writer.beginObject()
      writer.key("number")
      writer.int(attempt.number)
      writer.key("at")
      writer.int(attempt.at)
      writer.key("took")
      writer.uint(attempt.took)
      writer.key("error")
      writer.error(attempt.error)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  /// The failure that a record tells of.
  convenience init(recorded entry: JournalEntry) {
    let document = try? JSONDocument(parsing: entry.body)
    let error = document?.root["error"].map { RoundhouseError(stored: $0) }
    let attempts = document?.root["attempts"]?.elements.map { node in
      FailedAttempt(
        number: Int(node["number"]?.int ?? 1), at: node["at"]?.int ?? 0, took: UInt64(node["took"]?.int ?? 0),
        error: node["error"].map { RoundhouseError(stored: $0) } ?? RoundhouseError(.internal, "unreadable"))
    }
    self.init(
      key: entry.key, error: error ?? RoundhouseError(.internal, "the record of \(entry.key)'s failure is unreadable"),
      attempts: attempts ?? [])
  }
}

extension JournalEntry {
  mutating func fill(_ failed: FailedAttempt) {
    (attempt, took, agent) = (Int64(failed.number), failed.took, failed.error.agent)
    body = failed.error.json
  }
}

extension RoundhouseError {
  /// As it stands in the journal: every field that says something.
  package var json: [UInt8] {
    var writer = JSONWriter()
    writer.error(self)
    return writer.bytes
  }

  init(stored node: JSONNode) {
    func text(_ key: String) -> String { node[key]?.string ?? "" }
    self.init(
      ErrorCode(rawValue: text("code")) ?? .internal, text("message"), remedy: text("remedy"), cause: text("cause"),
      agent: text("agent"), capability: text("capability"), path: text("path"), agentCode: text("agentCode"),
      isRetryable: node["retryable"]?.bool ?? false, hasStarted: node["started"]?.bool ?? true)
  }
}

extension JSONWriter {
  mutating func error(_ error: RoundhouseError) {
    beginObject()
    key("code")
    string(error.code.rawValue)
    let texts = [
      ("message", error.message), ("remedy", error.remedy), ("cause", error.cause), ("agent", error.agent),
      ("capability", error.capability), ("path", error.path), ("agentCode", error.agentCode),
    ]
    for (name, text) in texts where !text.isEmpty {
      key(name)
      string(text)
    }
    key("retryable")
    bool(error.isRetryable)
    key("started")
    bool(error.hasStarted)
    endObject()
  }
}
