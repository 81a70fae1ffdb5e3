internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// Watches one host: brings a hostile agent in while requests flow, asks it, and looks what became of all.
struct Watch: ~Copyable {
  private let room: HostRoom
  private let host: HostProcess
  private let load: Load
  private let settings: ExperimentSettings
  private var connection: HTTPConnection

  init(_ room: HostRoom, _ host: HostProcess, _ load: Load, _ settings: ExperimentSettings) {
    (self.room, self.host, self.load, self.settings) = (room, host, load, settings)
    connection = HTTPConnection(port: host.port)
  }

  mutating func observe(_ defect: Defect) throws(RoundhouseError) -> Observation {
    var observation = Observation(defect, settings.tier)
    observation.deadline = settings.deadline
    let start = platform_now()
    let before = offspring()
    try room.add(.standby(defect))
    try room.add(.hostile(defect))
    awaitSettled(defect.standby)
    awaitSettled(defect.id)
    if defect.moment == .health { awaitBadHealth(defect) }
    ask(defect, &observation)
    note(&observation)
    if defect.moment == .end { remove(defect) }
    let end = start + settings.length
    _ = Patience.wait(end - min(end, platform_now())) { host.look() != nil }
    if defect.moment != .end { note(&observation) }
    observation.processes = offspring().subtracting(before)
    observation.answers = letsNewClientsIn()
    // A crash takes its time where the runtime writes down what every thread was doing.
    if !observation.answers { _ = Patience.wait(.seconds(6)) { host.look() != nil } }
    observation.hostEnd = host.look()
    observation.load = load.figures(from: start, to: platform_now())
    return observation
  }

  /// What the host has started and, because its parent has gone, what has become this process' own.
  private func offspring() -> Set<pid_t> {
    let table = ProcessTable.look()
    return Set((table.descendants(of: host.id) + table.descendants(of: getpid())).map(\.id))
  }

  /// Waits until the agent is registered or rejected.
  private mutating func awaitSettled(_ id: String) {
    var isSettled = false
    _ = Patience.wait(.seconds(4)) {
      if host.look() != nil { return true }
      let state = AgentReport(question("/v1/agents/" + id))?.state
      isSettled = state.map { $0 != "starting" } ?? false
      return isSettled || AgentReport.rejection(of: id, in: question("/v1/agents")) != nil
    }
  }

  private mutating func awaitBadHealth(_ defect: Defect) {
    _ = Patience.wait(.seconds(2)) {
      host.look() != nil || AgentReport(question("/v1/agents/" + defect.id))?.isSuspicious ?? true
    }
  }

  private mutating func ask(_ defect: Defect, _ observation: inout Observation) {
    let payload = defect.payload == "port" ? "\(host.port)" : defect.payload
    let request = HTTPRequest.call(defect.id, payload, milliseconds: settings.deadline)
    for _ in 0..<settings.calls where host.look() == nil {
      let start = platform_now()
      let answer = connection.ask(request, patience: .milliseconds(UInt64(settings.deadline) + 2000))
      let report = CallerReport(answer, platform_now() - start)
      observation.callers.append(report)
      observation.reached += Reached.list(report.text).filter { !observation.reached.contains($0) }
    }
  }

  /// What the host says of the agent now.
  private mutating func note(_ observation: inout Observation) {
    let id = observation.defect.id
    guard host.look() == nil else { return }
    if let report = AgentReport(question("/v1/agents/" + id)) { observation.agent = report }
    observation.agent.rejection = AgentReport.rejection(of: id, in: question("/v1/agents")) ?? ""
    if let metrics = question("/metrics") { observation.isInMetrics = HostMetrics(metrics.text).blames(id) }
  }

  private mutating func remove(_ defect: Defect) {
    room.remove(defect.id)
    _ = Patience.wait(.seconds(3)) { host.look() != nil || question("/v1/agents/" + defect.id)?.status == 404 }
  }

  /// Over a connection of its own: those that were there before may outlive a host that takes no more.
  private func letsNewClientsIn() -> Bool {
    var connection = HTTPConnection(port: host.port)
    return connection.ask(.get("/healthz"), patience: .seconds(2))?.status == 200
  }

  private mutating func question(_ path: String) -> HTTPAnswer? {
    connection.ask(.get(path), patience: .seconds(2))
  }
}
