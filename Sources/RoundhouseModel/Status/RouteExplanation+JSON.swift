extension RouteExplanation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("capability", capability)
    json.member("version", version)
    json.member("strategy", strategy.rawValue)
    json.member("candidates", candidates)
    json.member("rejections", rejections)
    json.endObject()
  }
}

extension RouteExplanation.Candidate: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("agent", agent)
    json.member("priority", priority)
    json.member("state", state.rawValue)
    json.member("inFlight", inFlight)
    json.member("latencyUs", microsecondsOf: latency)
    json.member("detail", unlessEmpty: detail)
    json.endObject()
  }
}

extension Rejection: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("agent", agent)
    json.member("reason", reason.rawValue)
    json.member("detail", detail)
    json.endObject()
  }
}
