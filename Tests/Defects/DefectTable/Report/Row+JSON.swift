package import RoundhouseModel

extension Row: JSONWritable {
  package func write(to json: inout JSONWriter) {
    let seen = observation
    json.beginObject()
    json.member("defect", seen.defect.name)
    json.member("tier", seen.tier.rawValue)
    json.member("outcome", verdict.outcome.rawValue)
    json.member("objections", verdict.objections)
    if !seen.notRun.isEmpty { json.member("notRun", seen.notRun) }
    writeCallers(to: &json)
    writeLoad(to: &json)
    json.member("namedIn", seen.places)
    if !seen.logLine.isEmpty { json.member("logLine", seen.logLine) }
    json.member("reached", seen.reached)
    json.member("orphans", seen.orphans)
    if let end = seen.hostEnd { json.member("hostEnd", end.words) }
    if !seen.crash.isEmpty { json.member("crash", seen.crash) }
    json.member("endsWhenTold", seen.endsWhenTold)
    json.member("state", seen.agent.state)
    json.member("reason", seen.agent.reason)
    json.member("restarts", seen.agent.restarts)
    json.endObject()
  }

  private func writeCallers(to json: inout JSONWriter) {
    json.member("deadlineMs", observation.deadline)
    json.key("callers")
    json.beginArray()
    for caller in observation.callers {
      json.beginObject()
      json.member("status", caller.status)
      json.member("code", caller.code)
      json.member("agent", caller.agent)
      json.member("ms", caller.milliseconds)
      json.endObject()
    }
    json.endArray()
  }

  private func writeLoad(to json: inout JSONWriter) {
    let load = observation.load
    json.key("others")
    json.beginObject()
    json.member("sent", load.sent)
    json.member("failed", load.failed)
    json.member("p50Us", load.p50)
    json.member("p99Us", load.p99)
    json.member("longestUs", load.longest)
    if !load.firstFailure.isEmpty { json.member("firstFailure", load.firstFailure) }
    json.endObject()
  }
}
