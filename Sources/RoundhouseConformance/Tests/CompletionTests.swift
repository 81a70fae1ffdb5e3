internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

// R3: completion. The host itself sees most of it: tokens tell a second, a foreign and a late completion apart.
extension ConformanceSuite {
  static let completionTests = [
    misdeedTest(
      "R3.double-completion", proves: "R3.1", "Asks everything, and counts completions", [.doubleCompletion]),
    ConformanceTest(
      "R3.every-call", proves: "R3.2", "Asks everything, and waits for each completion", timeLimit: .seconds(60),
      body: waitForAll),
    misdeedTest(
      "R3.emit-after-completion", proves: "R3.3", "Asks everything, and looks for chunks that come too late",
      [.emitAfterCompletion]),
    misdeedTest(
      "R3.error-and-completion", proves: "R3.4", "Asks everything, and looks for calls that ended in both ways",
      [.completedAfterError]),
    misdeedTest(
      "R3.foreign-calls", proves: "R3.5", "Asks everything, and looks for tokens that were not this agent's",
      [.foreignCompletion, .unknownCall]),
  ]

  /// Asks all there is, and looks whether the host saw the agent break one of these rules.
  static func misdeedTest(
    _ id: String, proves rule: String, _ title: String, level: CheckLevel = .full, _ wanted: Set<Misbehaviour>
  ) -> ConformanceTest {
    ConformanceTest(id, proves: rule, title, level: level, timeLimit: .seconds(60)) { trial throws(RoundhouseError) in
      guard let host = try TrialHost.start(trial) else { return }
      try trial.exercise(host)
      for misdeed in host.misdeeds().intersection(wanted).map(\.rawValue).sorted() {
        trial.fails("the agent \(misdeed)")
      }
    }
  }

  private static func waitForAll(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities {
      let payload = trial.examples(capability, bundle, count: 1, &numbers)[0]
      trial.doing("answering \(capability.name)")
      guard host.ask(capability, payload).isLate else { continue }
      trial.doing("\(capability.name) was given time to complete its late call")
      let left = try host.settle(until: platform_now() &+ .seconds(3))
      if left > 0 { return trial.fails("\(capability.name) was not completed 3 s after its deadline") }
      trial.warns("\(capability.name) completes, but not before its own timeout")
    }
  }
}
