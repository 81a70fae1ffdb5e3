import CPlatform
import FixtureBuilder
import Glibc
import RoundhouseHost
import RoundhouseIsolation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore

/// A real host with two unsteady agents and a steady one, each in a worker, and its runs over a file.
final class FaultyHouse: Sendable {
  /// What all agents offer.
  static let capability = "work.do"
  static let steady = "test.steady"
  private static let unsteady = ["test.holds", "test.keeps"]

  let host: Host
  let runs: Runs

  init(_ folder: TemporaryFolder) throws {
    var configuration = HostConfiguration()
    configuration.worker.program = FixtureBuilder.confined + "/roundhouse-worker"
    host = Host(
      configuration, HostSurroundings(log: Silence(), metrics: Silence(), state: try MemoryStateStore()))
    var settings = RunStoreSettings()
    settings.ballast = 0
    runs = try Runs(store: try RunFolder(path: folder.path + "/runs").claim(settings), agents: host)
    runs.register(.tenSteps)
    let refused = host.add([
      try bundle("unsteady", Self.unsteady[0]), try bundle("unsteady", Self.unsteady[1], flags: ["-DKEEPS_CALLS"]),
      try bundle("versatile", Self.steady, priority: 50),
    ])
    guard refused.isEmpty else { throw FixtureError("\(refused)") }
  }

  private func bundle(
    _ fixture: String, _ id: String, priority: Int = 100, flags: [String] = []
  ) throws -> AgentBundle {
    let library = try FixtureBuilder.build(fixture, flags: flags)
    let parts = library.split(separator: "/")
    let folder = "/" + parts.dropLast().joined(separator: "/")
    var capability = Capability(name: Self.capability)
    capability.isIdempotent = true
    var manifest = Manifest(
      id: id, version: "1.0.0", library: LibraryReference(path: String(parts.last ?? "")), capabilities: [capability])
    manifest.tier = .worker
    manifest.priority = priority
    // Of one that keeps calls no thread is held.
    manifest.isBlocking = flags.isEmpty
    manifest.limits.queue = 1_024
    return AgentBundle(manifest: manifest, folder: folder, manifestPath: folder + "/agent.json", isTrusted: false)
  }

  /// Ends the unsteady agents' processes with the calls that they hold, and waits until both are back and hold none.
  func calm() async throws {
    for id in Self.unsteady {
      guard let process = try host.agent(id).worker?.process, process > 0 else { continue }
      kill(process, SIGKILL)
    }
    for _ in 0..<3_000 where try !isCalm {
      try liftQuarantines()
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  private var isCalm: Bool {
    get throws {
      try unrest.isEmpty && Self.unsteady.allSatisfy { try host.agent($0).worker?.process ?? 0 > 0 }
    }
  }

  /// What an operator would do: lets agents begin anew that have ended too often within a minute.
  func liftQuarantines() throws {
    for id in Self.unsteady where try host.agent(id).state == .quarantined { try host.setEnabled(id, true) }
  }

  /// How often the processes of its agents have ended.
  var endings: Int {
    get throws { try Self.unsteady.reduce(0) { try $0 + (host.agent($1).worker?.endings ?? 0) } }
  }

  /// What is left of calls; empty if nothing is.
  var unrest: String {
    let s = host.statistics()
    let figures = [s.inFlight, s.queued, s.stuckCalls, s.stuckThreads]
    return figures == [0, 0, 0, 0] ? "" : "in flight, queued, stuck calls, stuck threads: \(figures)"
  }

  func end() async {
    await runs.stop()
    host.drain(until: platform_now() + .seconds(1))
  }
}

/// Nobody reads the log of this host.
struct Silence: Logging, Metering {
  func log(_ level: LogLevel, _ message: String, _ fields: LogFields) {}
  func record(_ kind: MetricKind, _ name: String, _ value: Double, agent: String) {}
}
