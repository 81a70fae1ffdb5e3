extension CapabilityStatus: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.member("version", version)
    json.member("description", unlessEmpty: description)
    json.member("idempotent", isIdempotent)
    json.member("streaming", isStreaming)
    json.member("strategy", strategy.rawValue)
    json.member("agents", agents)
    json.endObject()
  }
}

extension CapabilityStatus.Offer: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("agent", agent)
    json.member("priority", priority)
    json.member("state", state.rawValue)
    json.member("routable", isRoutable)
    json.member("announced", isAnnounced)
    json.endObject()
  }
}
