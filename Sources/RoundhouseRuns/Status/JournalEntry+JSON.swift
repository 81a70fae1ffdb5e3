package import RoundhouseModel

extension JournalEntry: JSONWritable {
  package func write(to json: inout JSONWriter) { write(to: &json, isWhole: false) }

  /// - Parameter isWhole: whether a long payload is written out, instead of its handle.
  package func write(to json: inout JSONWriter, isWhole: Bool) {
    json.beginObject()
    json.member("id", id)
    json.member("step", key)
    json.member("kind", "\(kind)")
    json.member("status", "\(status)")
    json.member("at", Timestamp(nanoseconds: at * 1_000_000).description)
    if took > 0 { json.member("tookUs", Double(took) / 1000) }
    if attempt > 1 { json.member("attempt", attempt) }
    if !agent.isEmpty { json.member("agent", agent) }
    if usage.inputTokens | usage.outputTokens > 0 {
      json.member("inputTokens", usage.inputTokens)
      json.member("outputTokens", usage.outputTokens)
    }
    if usage.costMicros > 0 { json.member("costMicros", usage.costMicros) }
    if !body.isEmpty {
      let name = status == .failed ? "error" : "data"
      if isWhole {
        json.member(name, payload: body)
      } else {
        json.member(name, payload: body, Artifact.handle(run, "\(id)"))
      }
    }
    json.endObject()
  }
}
