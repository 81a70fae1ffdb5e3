package import RoundhouseModel

extension RunRecord: JSONWritable {
  /// For lists: without what it was given and what it came to.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    summary(&json)
    json.endObject()
  }

  /// All members, for whoever adds more.
  /// - Parameter isWhole: whether long payloads are written out, instead of their handles.
  package func members(_ json: inout JSONWriter, isWhole: Bool = false) {
    summary(&json)
    if isWhole {
      json.member("input", payload: input)
      if !output.isEmpty { json.member("output", payload: output) }
    } else {
      json.member("input", payload: input, Artifact.handle(number, "input"))
      if !output.isEmpty { json.member("output", payload: output, Artifact.handle(number, "output")) }
    }
  }

  private func summary(_ json: inout JSONWriter) {
    json.member("run", number.description)
    json.member("workflow", workflow)
    json.member("version", version)
    json.member("state", state.name)
    json.member("created", Timestamp(nanoseconds: created * 1_000_000).description)
    if ended > 0 {
      json.member("ended", Timestamp(nanoseconds: ended * 1_000_000).description)
      json.member("durationMs", ended - created)
    }
    if wakeAt > 0, !state.isOver { json.member("wakeAt", Timestamp(nanoseconds: wakeAt * 1_000_000).description) }
    if parent.rawValue != 0 { json.member("parent", parent.description) }
    if !clientKey.isEmpty { json.member("key", clientKey) }
    if !job.queue.isEmpty {
      json.member("queue", job.queue)
      json.member("priority", job.priority)
      json.member("attempts", job.attempts)
      json.member("retries", job.retry.retries)
    }
    if !error.isEmpty { json.member("error", payload: error) }
  }
}
