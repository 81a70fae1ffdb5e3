internal import CPlatform
package import RoundhouseDiscovery
internal import RoundhouseHost
package import RoundhouseModel
internal import RoundhouseStore
internal import Synchronization

/// Which agents there should be: what the folders hold, under what operators changed; brought to the host whenever one
/// of the two changes.
package final class AgentRoster: Sendable {
  struct State: Sendable {
    var scan = Scan()
    /// By id.
    var failures: [String: AgentFailure] = [:]
    /// What operators changed, by agent; the temporary changes among them.
    var settings: [String: AgentSettings] = [:]
    /// The same without what is temporary.
    var lasting: [String: AgentSettings] = [:]
    /// Whether the folders have been looked at, and what was found was loaded.
    var isSettled = false
  }

  package let searchPath: SearchPath
  let host: Host
  private let configuration: Configuration
  private let environment: Environment
  /// nil: nobody is told what comes and goes.
  let log: (any Logging)?
  let store: SettingsStore?
  let confinements: Confinements
  let state = Mutex(State())
  /// What the folders held when they were last read; it goes with the right to change something. One change at a time.
  /// Held while libraries are loaded, against the rule for locks: whoever waits here is an
  /// operator or the watcher, never a request, and must not overtake.
  let changes = Mutex(ScanMemory())
  private let drainTime: Nanoseconds

  init(
    host: Host, searchPath: SearchPath, configuration: Configuration, environment: Environment, log: (any Logging)?,
    store: SettingsStore?, confinements: Confinements
  ) throws(RoundhouseError) {
    self.host = host
    self.searchPath = searchPath
    self.configuration = configuration
    self.environment = environment
    self.log = log
    self.store = store
    self.confinements = confinements
    drainTime = host.configuration.drainTime
    let settings = try store?.load() ?? [:]
    state.withLock {
      $0.settings = settings
      $0.lasting = settings
    }
  }

  /// What the last look at the folders showed.
  package var scan: Scan { state.withLock { $0.scan } }
  /// Sorted by id.
  package var failures: [AgentFailure] { state.withLock { $0.failures.values.sorted { $0.id < $1.id } } }

  /// Why an agent whose manifest offers a capability could not be loaded; nil if there is none.
  package func failure(offering capability: String) -> RoundhouseError? {
    let name = capability.prefix { $0 != "@" }
    return failures.first { failure in
      scan[failure.id]?.bundle.manifest.capabilities.contains { $0.name == name } == true
    }?.error
  }

  /// Whether the first look is done.
  package var isSettled: Bool { state.withLock { $0.isSettled } }

  /// Looks at all folders and does what has changed since the last time.
  /// - Parameters:
  ///   - readsAnew: whether files that seem unchanged are read again too.
  ///   - retriesFailures: whether agents that could not be loaded are tried again although nothing changed.
  package func rescan(readsAnew: Bool = false, retriesFailures: Bool = false, isLogged: Bool = true) {
    let log = isLogged ? log : nil
    changes.withLock { memory in
      if readsAnew { memory = ScanMemory() }
      let known = state.withLock { $0 }
      let scan = Scanner.scan(
        searchPath, environment: environment, configuration: configuration, memory: &memory)
      let difference = ScanDifference(from: known.scan, to: scan)
      state.withLock { $0.scan = difference.settled }
      tell(difference, log)
      for agent in difference.removed { remove(agent.id, log) }
      var wanted = difference.changed + difference.added
      if retriesFailures {
        wanted += difference.settled.found.filter { agent in
          known.failures[agent.id] != nil && !wanted.contains { $0.id == agent.id }
        }
      }
      load(wanted.map(\.bundle), log)
      state.withLock { $0.isSettled = true }
    }
  }

  /// Loads agents under their settings, and keeps which of them failed. The caller holds `changes`.
  func load(_ bundles: [AgentBundle], _ log: (any Logging)?) {
    guard !bundles.isEmpty else { return }
    let settings = state.withLock { $0.settings }
    let failures = ParallelLoading.add(
      bundles.map { confinements.confined($0.under(settings[$0.manifest.id])) }, to: host)
    state.withLock { state in
      for bundle in bundles { state.failures[bundle.manifest.id] = nil }
      for failure in failures { state.failures[failure.id] = failure }
    }
    let failed = Set(failures.map(\.id))
    // What replaces another is ready when it has taken its place, which the host tells.
    for bundle in bundles where !failed.contains(bundle.manifest.id) && isServed(bundle) {
      log?.info("ready: \(bundle.manifest.capabilities.map(\.name).joined(separator: " "))", Self.fields(bundle))
    }
    for failure in failures {
      log?.warning("not loaded: \(failure.error.description)", LogFields(agent: failure.id, path: failure.path))
    }
  }

  private func isServed(_ bundle: AgentBundle) -> Bool {
    (try? host.agent(bundle.manifest.id))?.replacement == nil
  }

  private func remove(_ id: String, _ log: (any Logging)?) {
    let hadFailed = state.withLock { $0.failures.removeValue(forKey: id) != nil }
    log?.info("gone", LogFields(agent: id))
    if hadFailed, (try? host.agent(id)) == nil { return }
    // It is no longer asked as soon as this begins; its calls in flight end at their own pace.
    let deadline = platform_now() &+ drainTime
    _ = OwnThread.start("rh-remove") { [host] in try? host.remove(id, deadline: deadline) }
  }

  private func tell(_ difference: ScanDifference, _ log: (any Logging)?) {
    for rejected in difference.newlyRejected {
      log?.warning(
        "rejected: \(rejected.reason); \(rejected.remedy)", LogFields(agent: rejected.id, path: rejected.path))
    }
    for agent in difference.held {
      log?.warning(
        "cannot be read now and stays as it was", LogFields(agent: agent.id, path: agent.bundle.manifestPath))
    }
  }

  private static func fields(_ bundle: AgentBundle) -> LogFields {
    LogFields(agent: bundle.manifest.id, path: bundle.manifestPath)
  }
}

extension AgentBundle {
  /// The bundle with what operators changed over what the configuration says.
  fileprivate func under(_ settings: AgentSettings?) -> AgentBundle {
    var bundle = self
    bundle.settings.enabled = settings?.enabled ?? bundle.settings.enabled
    bundle.settings.priority = settings?.priority ?? bundle.settings.priority
    bundle.settings.weight = settings?.weight ?? bundle.settings.weight
    return bundle
  }
}
