extension AgentStatus: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("id", id)
    json.member("version", version)
    json.member("name", unlessEmpty: name)
    json.member("description", unlessEmpty: description)
    json.member("vendor", unlessEmpty: vendor)
    json.member("kind", kind.rawValue)
    json.member("state", state.rawValue)
    json.member("reason", unlessEmpty: reason)
    if since != 0 { json.member("since", Timestamp(nanoseconds: since).description) }
    json.member("priority", priority)
    json.member("weight", weight)
    writePlace(to: &json)
    writeLoad(to: &json)
    if let replacement { json.member("replacement", replacement) }
    json.member("capabilities", capabilities)
    json.endObject()
  }

  private func writePlace(to json: inout JSONWriter) {
    json.member("tier", tier.rawValue)
    json.member("confinement", unlessEmpty: confinement)
    if let worker { json.member("worker", worker) }
    json.member("generation", generation)
    json.member("blocking", isBlocking)
    json.key("concurrency")
    switch concurrency {
    case .serial: json.string("serial")
    case .limit(let count): json.int(count)
    }
    json.member("path", unlessEmpty: path)
    json.member("library", unlessEmpty: library)
    json.member("sha256", unlessEmpty: sha256)
  }

  private func writeLoad(to json: inout JSONWriter) {
    json.member("inFlight", inFlight)
    json.member("queued", queued)
    json.member("stuck", stuck)
    json.member("misbehaviours", misbehaviours)
    json.member("lastMisbehaviour", unlessEmpty: lastMisbehaviour)
  }
}

extension CapabilityOfAgent: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", capability.name)
    json.member("version", capability.version)
    json.member("description", unlessEmpty: capability.description)
    json.member("idempotent", capability.isIdempotent)
    json.member("streaming", capability.isStreaming)
    json.member("timeoutMs", Double(capability.timeout) / 1_000_000)
    if !capability.tags.isEmpty { json.member("tags", capability.tags) }
    if !capability.input.isEmpty { json.member("input", raw: capability.input) }
    if !capability.output.isEmpty { json.member("output", raw: capability.output) }
    json.member("announced", isAnnounced)
    json.member("breaker", breaker.rawValue)
    json.member("statistics", calls)
    json.endObject()
  }
}
