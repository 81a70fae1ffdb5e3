package import RoundhouseDiscovery
package import RoundhouseIsolation
internal import RoundhouseModel
internal import Synchronization

/// One test while it is made: the agent, what was asked for, and whom to tell.
package final class Trial: Sendable {
  package let test: ConformanceTest
  package let options: TrialOptions
  let manifest: ManifestFile
  /// How workers are started.
  let worker: WorkerConfiguration
  private let configuration: Configuration
  private let tell: @Sendable (TrialEvent) -> Void
  private let activity = Mutex("")
  private let endings = Mutex<[@Sendable () -> Void]>([])

  package init(
    _ test: ConformanceTest, manifest path: String, configuration: Configuration, worker: WorkerConfiguration,
    options: TrialOptions, tell: @escaping @Sendable (TrialEvent) -> Void
  ) {
    self.test = test
    self.options = options
    self.configuration = configuration
    self.worker = worker
    self.tell = tell
    manifest = ManifestFile(path)
  }

  /// Makes the test on this thread. Whatever the agent does, it does it to this process.
  package func run() {
    do throws(RoundhouseError) {
      try test.body(self)
    } catch {
      tell(.saw(Observation(error, expected: RuleBook.rule(test.rule).requirement)))
    }
    for ending in endings.withLock({ $0 }) { ending() }
    tell(.end)
  }

  /// Has something done when the test is over.
  func atEnd(_ body: @escaping @Sendable () -> Void) { endings.withLock { $0.append(body) } }

  // MARK: What a test has

  func bundle() throws(RoundhouseError) -> AgentBundle { try manifest.bundle(configuration) }

  /// Numbers that follow from the seed and the test alone, so that a test made alone repeats what it did among all.
  func numbers() -> SeededNumbers { SeededNumbers(seed: options.seed, for: test.id) }

  var isSoak: Bool { options.level == .soak }

  // MARK: What a test tells

  /// Says what comes next, in words that fit behind "while".
  func doing(_ activity: String) {
    self.activity.withLock { $0 = activity }
    tell(.doing(activity))
  }

  /// The agent's own process has ended, and this one lives on to tell it.
  func crashed(_ how: String) {
    let place = activity.withLock { $0 }
    fails("crashed while \(place): \(how)", remedy: "run the repeating command with --tier host under a debugger")
  }

  func notes(_ text: String) { tell(.saw(Observation(.note, happened: text))) }

  func skips(_ reason: String) { tell(.saw(Observation(.skipped, happened: reason))) }

  /// The rule is broken: a failure, or a warning if the test only advises.
  func fails(_ happened: String, expected: String = "", remedy: String = "") {
    say(test.weight == .must ? .failure : .warning, happened, expected, remedy)
  }

  func warns(_ happened: String, expected: String = "", remedy: String = "") {
    say(.warning, happened, expected, remedy)
  }

  private func say(_ state: Observation.State, _ happened: String, _ expected: String, _ remedy: String) {
    let rule = RuleBook.rule(test.rule)
    tell(
      .saw(
        Observation(
          state, expected: expected.isEmpty ? rule.requirement : expected, happened: happened,
          remedy: remedy.isEmpty ? rule.remedy : remedy)))
  }
}
