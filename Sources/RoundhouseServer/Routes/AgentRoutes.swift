internal import RoundhouseHost
internal import RoundhouseModel

/// `/v1/agents…`
enum AgentRoutes {
  static func list(_ service: Service) -> Answer {
    if let agents = service.reports.agents { return Answer(contentType: "application/json", agents()) }
    var json = JSONWriter()
    json.beginObject()
    json.member("agents", service.host.agents())
    json.member("rejected", service.operations.rejections())
    json.endObject()
    return Answer(contentType: "application/json", json.bytes)
  }

  static func show(_ id: String, _ service: Service) throws(RoundhouseError) -> Answer {
    .json(try service.host.agent(id))
  }

  /// The answer is the agent as it is then.
  static func operate(
    _ id: String, _ verb: Route.Verb, _ visit: Visit, _ service: Service
  ) throws(RoundhouseError) -> Answer {
    switch verb {
    case .enable: try service.operations.setEnabled(id, true, isTemporary: visit.isTemporary)
    case .disable: try service.operations.setEnabled(id, false, isTemporary: visit.isTemporary)
    case .reload: try service.operations.reload(id)
    case .replacement: try service.operations.replace(id, ReplacementChange(visit.body).settings)
    case .promote: try service.operations.promote(id)
    case .rollback: try service.operations.rollBack(id)
    }
    return try show(id, service)
  }

  /// `{"agent": …, "replacements": […]}`, the latest first.
  static func history(_ id: String, _ service: Service) throws(RoundhouseError) -> Answer {
    .json(HistoryAnswer(agent: id, replacements: try service.host.history(of: id)))
  }

  static func reload(_ service: Service) throws(RoundhouseError) -> Answer {
    try service.operations.reload(nil)
    return list(service)
  }

  static func change(_ id: String, _ visit: Visit, _ service: Service) throws(RoundhouseError) -> Answer {
    let change = try StandingChange(visit.body)
    try service.operations.change(
      id, priority: change.priority, weight: change.weight, isTemporary: change.isTemporary ?? visit.isTemporary)
    return try show(id, service)
  }
}
