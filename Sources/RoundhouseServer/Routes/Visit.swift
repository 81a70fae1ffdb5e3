internal import CMicrohttpd
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

/// A request for anything but an agent's answer, as a value that another thread can take.
struct Visit: Sendable {
  let route: Route
  let method: Method
  let body: [UInt8]
  /// What the router is asked about.
  let options: CallOptions
  /// Whether a change is forgotten when the host ends.
  let isTemporary: Bool
  /// Whether a run is wanted with all its payloads.
  let isWhole: Bool
  /// Which runs are wanted.
  let search: RunSearch
  /// Which events are wanted.
  let events: RunEventWish

  /// Takes what it needs out of the connection's present request.
  init(_ route: Route, _ connection: Connection) throws(RoundhouseError) {
    self.route = route
    method = connection.method
    body = Array(connection.body.bytes)
    isTemporary = try Self.flag("temporary", connection.mhd)
    isWhole = try Self.flag("whole", connection.mhd)
    search = try Self.search(connection.mhd)
    events = try Self.events(connection)
    options = try Self.options(connection)
  }

  /// Prepares what it leads to. The calling thread may be held for long, but not for as long as a run takes.
  /// - Parameter done: is given the answer, on this thread or later on another one.
  func answer(_ service: Service, _ done: @escaping @Sendable (Answer) -> Void) {
    switch route {
    case .runs, .jobs, .run, .runChange, .runDifference, .runArtifact, .runEvents, .reviews:
      RunRoutes.answer(self, service, done)
    default: done(answer(service))
    }
  }

  private func answer(_ service: Service) -> Answer {
    do throws(RoundhouseError) {
      switch route {
      case .agents: return AgentRoutes.list(service)
      case .agent(let id):
        return try method == .patch ? AgentRoutes.change(id, self, service) : AgentRoutes.show(id, service)
      case .history(let id): return try AgentRoutes.history(id, service)
      case .change(let id, let verb): return try AgentRoutes.operate(id, verb, self, service)
      case .reloadAll: return try AgentRoutes.reload(service)
      case .capabilities: return CapabilityRoutes.list(service)
      case .explanation(let capability): return try CapabilityRoutes.explain(capability, options, service)
      case .statistics: return .json(service.host.statistics())
      case .configuration: return Answer(contentType: "application/json", service.reports.configuration())
      case .metrics: return Answer(contentType: "text/plain; version=0.0.4; charset=utf-8", service.reports.metrics())
      // Answered before.
      case .index, .alive, .ready, .call, .unknown, .runs, .jobs, .run, .runChange, .runDifference,
        .runArtifact, .runEvents, .reviews:
        return .unknownPath("\(route)")
      }
    } catch {
      return .problem(error)
    }
  }

  /// Headers as of a call, and arguments of the same names over them.
  private static func options(_ connection: Connection) throws(RoundhouseError) -> CallOptions {
    let now = platform_now()
    var options = try CallOptions.reading(connection.head, version: 0, isJSON: true, now: now)
    if let agent = argument("agent", connection.mhd) { options.agent = agent }
    if let version = argument("agentVersion", connection.mhd) { options.agentVersion = version }
    if let session = argument("session", connection.mhd) { options.session = session }
    if let caller = argument("caller", connection.mhd) { options.caller = caller }
    if let tags = argument("tags", connection.mhd) { options.tags = CallOptions.list(tags) }
    if let timeout = argument("timeout", connection.mhd) { options.deadline = try now + CallOptions.timeout(timeout) }
    return options
  }

  private static func flag(_ name: String, _ mhd: OpaquePointer) throws(RoundhouseError) -> Bool {
    switch argument(name, mhd) {
    case nil, "false": return false
    case "true", "": return true
    case let other?:
      throw RoundhouseError(.badRequest, "\(name)=\(other) is neither true nor false", remedy: "write \(name)=true")
    }
  }

  private static func events(_ connection: Connection) throws(RoundhouseError) -> RunEventWish {
    var wish = RunEventWish()
    // A browser that was cut off says what it has seen last.
    wish.after =
      try number("after", connection.mhd) ?? Int64(String(decoding: connection.head.lastEventID, as: UTF8.self))
    wish.run = argument("run", connection.mhd) ?? ""
    wish.agent = argument("agent", connection.mhd) ?? ""
    wish.type = argument("type", connection.mhd) ?? ""
    return wish
  }

  private static func search(_ mhd: OpaquePointer) throws(RoundhouseError) -> RunSearch {
    var search = RunSearch()
    search.state = argument("state", mhd) ?? ""
    search.workflow = argument("workflow", mhd) ?? ""
    search.queue = argument("queue", mhd)
    if let limit = try number("limit", mhd) { search.limit = Int(clamping: limit) }
    return search
  }

  private static func number(_ name: String, _ mhd: OpaquePointer) throws(RoundhouseError) -> Int64? {
    guard let text = argument(name, mhd) else { return nil }
    guard let number = Int64(text) else {
      throw RoundhouseError(.badRequest, "\(name)=\(text) is not a number", remedy: "write \(name)=50")
    }
    return number
  }

  private static func argument(_ name: String, _ mhd: OpaquePointer) -> String? {
    http_argument(mhd, name).map { String(cString: $0) }
  }
}
