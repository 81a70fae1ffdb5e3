internal import CPlatform
package import RoundhouseDiscovery
internal import RoundhouseHost
internal import RoundhouseLoading
internal import RoundhouseModel
internal import RoundhouseStore
internal import RoundhouseTelemetry

/// Goes with one agent through all that a host does with it, a step at a time. It ends the process if the agent does,
/// so it belongs into a process of its own.
package struct AgentCheck {
  /// What whoever started the check is told while it goes on.
  package enum Event: Sendable {
    /// A step begins: if nothing comes after this, the agent has ended the process in it.
    case begins(String)
    case found(Finding)
  }

  private let path: String
  private let folder: String
  private let configuration: Configuration
  private let tell: (Event) -> Void

  /// - Parameter path: the manifest's, absolute.
  package init(path: String, configuration: Configuration, tell: @escaping (Event) -> Void) {
    self.path = path
    folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    self.configuration = configuration
    self.tell = tell
  }

  /// Takes all steps, up to the first that fails.
  package func run() {
    do throws(RoundhouseError) {
      let bundle = try step("manifest") { () throws(RoundhouseError) in try readManifest() }
      try step("library") { () throws(RoundhouseError) in try LibraryCheck(bundle).look() }
      if bundle.manifest.kind == .native {
        try step("loading") { () throws(RoundhouseError) in try LibraryCheck(bundle).load() }
      }
      try useInHost(bundle)
    } catch {
      // The step has told it.
    }
  }

  private func step<Value>(
    _ name: String, _ work: () throws(RoundhouseError) -> (Value, [Finding])
  ) throws(RoundhouseError) -> Value {
    tell(.begins(name))
    do throws(RoundhouseError) {
      let (value, findings) = try work()
      for finding in findings { tell(.found(finding)) }
      return value
    } catch {
      tell(.found(.bad(name, error)))
      throw error
    }
  }

  private func step(_ name: String, _ work: () throws(RoundhouseError) -> [Finding]) throws(RoundhouseError) {
    try step(name) { () throws(RoundhouseError) in ((), try work()) }
  }

  private func readManifest() throws(RoundhouseError) -> (AgentBundle, [Finding]) {
    let (manifest, bundle) = try ManifestCheck(path: path, folder: folder).read(configuration)
    let names = manifest.capabilities.map(\.name).joined(separator: " ")
    return (bundle, [.good("manifest", "\(manifest.id) \(manifest.version): \(names)")])
  }

  /// Create, self tests and destroy, by a host that has this one agent.
  private func useInHost(_ bundle: AgentBundle) throws(RoundhouseError) {
    let log = Log(format: Log.textFormat(), threshold: .warning)
    let surroundings = HostSurroundings(log: log, metrics: Metrics(), state: try MemoryStateStore())
    let host = Host(HostConfiguration(), surroundings)
    // The tests are asked one by one afterwards, so that each is told for itself.
    var untested = bundle
    untested.manifest.selfTests = []
    try step("creating") { () throws(RoundhouseError) in
      let begun = platform_now()
      try host.add(untested)
      return [.good("creating", "ready after \((platform_now() - begun) / 1_000) µs")]
    }
    for (index, test) in bundle.manifest.selfTests.enumerated() {
      try step("self test \(index + 1)") { () throws(RoundhouseError) in
        [try SelfTestCheck(host: host, test: test, number: index + 1).ask()]
      }
    }
    if bundle.manifest.selfTests.isEmpty {
      tell(
        .found(
          .warning(
            "self test", "the manifest has none",
            remedy:
              "add \"selfTest\": [{\"capability\": …, \"input\": …, \"output\": …}]: it keeps a broken agent from being asked"
          ))
      )
    }
    try step("ending") { () throws(RoundhouseError) in
      host.drain(until: platform_now() &+ .seconds(5))
      return [.good("ending", "drained and destroyed")]
    }
  }
}
