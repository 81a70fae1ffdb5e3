internal import RoundhouseModel

/// What tasks came to together.
package struct CoordinationResult: Sendable {
  package var strategy: String
  /// The task that the router has chosen; nil for the other strategies.
  package var route: String?
  /// The tasks as they were given, with their outputs.
  package var tasks: [AgentTask]
  /// Results and errors by task, as those of a plan.
  package var plan: PlanResult

  /// The outputs of all completed tasks by id, as one JSON object.
  package var aggregate: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for task in tasks { if let output = task.output { json.member(task.id, raw: output) } }
    json.endObject()
    return json.bytes
  }

  /// `{"strategy", "route", "success", "duration", "output", "results", "errors"}`: `output` is the aggregate, unless the
  /// coordination says what else is to be made of it.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("strategy", strategy)
    if let route { json.member("route", route) }
    var plan = plan
    plan.output = plan.output ?? aggregate
    plan.writeMembers(to: &json)
    json.endObject()
    return json.bytes
  }
}
