import CPlatform
import FixtureBuilder
import Glibc
import RoundhouseHost
import RoundhouseModel
import RoundhouseServer
import Synchronization

/// A real server on a free port of the loopback, over a real host with two agents in C: `test.inline` answers on its
/// caller's thread (capabilities `in.…`), `test.blocking` on the host's own (`bl.…`).
final class TestServer: Sendable {
  static let words = ["echo", "tell", "later", "stream", "drip", "hold", "chunks", "large", "fail"]

  let host: Host
  let server: HTTPServer
  let port: UInt16
  let log = LineLog()
  private let takeOver = TakeOver()

  init(
    _ change: (inout ServerConfiguration) -> Void = { _ in }, host tune: (inout HostConfiguration) -> Void = { _ in }
  ) throws {
    var hosting = HostConfiguration()
    tune(&hosting)
    host = Host(
      hosting,
      HostSurroundings(
        log: log, metrics: NoMetrics(), state: NoState(), listenerIsHeld: { [takeOver] in takeOver.happen() }))
    let library = try FixtureBuilder.build("versatile")
    let folder = library.split(separator: "/").dropLast().map { "/" + $0 }.joined()
    for (id, prefix, isBlocking) in [("test.inline", "in", false), ("test.blocking", "bl", true)] {
      var manifest = Manifest(
        id: id, version: "1.0.0", library: LibraryReference(path: String(library.split(separator: "/").last ?? "")),
        capabilities: Self.words.map { Capability(name: "\(prefix).\($0)") })
      manifest.isBlocking = isBlocking
      for place in manifest.capabilities.indices { manifest.capabilities[place].isStreaming = true }
      try host.add(
        AgentBundle(manifest: manifest, folder: folder, manifestPath: folder + "/agent.json", isTrusted: true))
    }
    var configuration = ServerConfiguration()
    configuration.address = ListenAddress(host: "127.0.0.1", port: 0)
    change(&configuration)
    server = HTTPServer(
      host: host, operations: DirectOperations(host: host),
      reports: ServerReports(
        metrics: { Array("roundhouse_up 1\n".utf8) }, configuration: { Array("{\"entries\":[]}".utf8) }),
      log: log, configuration: configuration)
    port = try server.start()
    takeOver.server.withLock { $0 = server }
  }

  deinit {
    takeOver.server.withLock { $0 = nil }
    server.stop(until: platform_now() + .seconds(2))
    host.drain(until: platform_now() + .seconds(1))
  }

  func client() throws -> TestClient { try TestClient(port: port) }

  /// One request on a connection of its own.
  func ask(
    _ method: String, _ target: String, _ headers: [String: String] = [:], _ body: String = "",
    type: String? = "application/json"
  ) throws -> TestResponse {
    let client = try client()
    try client.send(method, target, headers, body, type: type)
    return try client.response(isHead: method == "HEAD")
  }
}

/// What the host's watchdog calls.
final class TakeOver: Sendable {
  let server = Mutex<HTTPServer?>(nil)
  func happen() { server.withLock { $0 }?.takeOver() }
}

/// Keeps what was logged.
final class LineLog: Logging {
  private let kept = Mutex<[String]>([])
  var lines: [String] { kept.withLock { $0 } }
  func log(_ level: LogLevel, _ message: String, _ fields: LogFields) {
    kept.withLock { if $0.count < 10_000 { $0.append("\(level) \(fields.agent) \(message)") } }
  }
}

/// Carries changes out on the host alone.
struct DirectOperations: AgentOperating {
  let host: Host
  func setEnabled(_ agent: String, _ enabled: Bool, isTemporary: Bool) throws(RoundhouseError) {
    try host.setEnabled(agent, enabled)
  }
  func change(_ agent: String, priority: Int?, weight: Int?, isTemporary: Bool) throws(RoundhouseError) {
    try host.change(agent, priority: priority, weight: weight)
  }
  func reload(_ agent: String?) throws(RoundhouseError) {
    if let agent { _ = try host.agent(agent) }
  }
  func replace(_ agent: String, _ settings: ReplacementSettings) throws(RoundhouseError) {
    try host.replace(agent, settings)
  }
  func promote(_ agent: String) throws(RoundhouseError) { try host.promote(agent) }
  func rollBack(_ agent: String) throws(RoundhouseError) { try host.rollBack(agent) }
}

struct NoMetrics: Metering {
  func record(_ kind: MetricKind, _ name: String, _ value: Double, agent: String) throws(RoundhouseError) {}
}

struct NoState: StateStoring {
  private var none: RoundhouseError { RoundhouseError(.storeFull, "this host keeps no state") }
  func get(_ key: StateKey, _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void) {
    done(.failure(none))
  }
  func commit(
    _ operations: [StateOperation], quota: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void
  ) { done(.failure(none)) }
}
