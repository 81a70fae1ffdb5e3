internal import CPlatform
internal import FixtureBuilder
internal import RoundhouseHost
internal import RoundhouseIsolation
internal import RoundhouseModel

/// A host as the benchmarks want it: silent, without a store, with the no-op agent under many names.
struct BenchHost {
  let host: Host
  let folder: String

  init() throws {
    var configuration = HostConfiguration()
    // A benchmark on a busy machine must not move its agent to another thread half-way.
    configuration.inlineLimit = .seconds(60)
    configuration.inlineAlarm = .seconds(60)
    configuration.worker.program = FixtureBuilder.products + "/roundhouse-worker"
    host = Host(
      configuration,
      HostSurroundings(log: Silence(), metrics: NoMetrics(), state: NoState()))
    let library = try FixtureBuilder.build("noop", flags: ["-O2"])
    folder = String(library[..<(library.lastIndex(of: "/") ?? library.startIndex)])
    fileName = String(library.split(separator: "/").last ?? "")
  }

  private let fileName: String

  /// Adds so many agents, each with one capability `cap.text.echo-<i>`.
  func add(_ range: Range<Int>, blocking: Bool = false) throws {
    let failures = host.add(range.map { bundle($0, blocking: blocking) })
    if let first = failures.first { throw first.error }
  }

  /// Adds an agent that ships, from its folder in Plugins.
  func add(folder: String) throws {
    let folder = "\(FixtureBuilder.repository)/Plugins/\(folder)"
    let path = folder + "/agent.json"
    let manifest = try ManifestReader.read(TemporaryFolder.read(path), path: path)
    try host.add(AgentBundle(manifest: manifest, folder: folder, manifestPath: path, isTrusted: true))
  }

  /// Adds agents in processes of their own.
  func addWorkers(_ range: Range<Int>, blocking: Bool = false) throws {
    let bundles = range.map { number in
      var bundle = bundle(number, blocking: blocking)
      bundle.tier = .worker
      return bundle
    }
    if let first = host.add(bundles).first { throw first.error }
  }

  func bundle(_ number: Int, blocking: Bool) -> AgentBundle {
    var capability = Capability(name: "cap.text.echo-\(number)")
    capability.isIdempotent = true
    var manifest = Manifest(
      id: "bench.echo-\(number)", version: "1.0.0", library: LibraryReference(path: fileName),
      capabilities: [capability])
    manifest.isBlocking = blocking
    return AgentBundle(
      manifest: manifest, folder: folder, manifestPath: folder + "/agent.json", isTrusted: true)
  }
}

struct Silence: Logging {
  func log(_ level: LogLevel, _ message: String, _ fields: LogFields) {
    guard level >= .warning else { return }
    let line = "# \(fields.agent): \(message)\n"
    _ = write(2, line, line.utf8.count)
  }
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
