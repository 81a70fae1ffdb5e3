internal import CPlatform
internal import RoundhouseModel

// C3 and W1: any bytes at all, and what a sandbox refuses.
extension ConformanceSuite {
  static let payloadTests = [
    ConformanceTest(
      "C3.extremes", proves: "C3", "Sends nothing, zeros, 16 MiB, what is not UTF-8 and what is very deep",
      timeLimit: .seconds(60), body: sendExtremes),
    ConformanceTest(
      "C3.fuzz", proves: "C3", "Sends 500 payloads that are nearly right", timeLimit: .seconds(60), body: fuzz),
    ConformanceTest(
      "W1.permissions", proves: "W1", "Asks everything inside the sandbox", place: .worker, timeLimit: .seconds(60),
      body: lookForRefusals),
  ]

  /// How long one answer is waited for: what a payload can make an agent do may rightly take long.
  private static let patience = Nanoseconds.milliseconds(500)

  private static func sendExtremes(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    var late = 0
    for capability in try trial.bundle().manifest.capabilities {
      for (name, bytes) in PayloadDamage.extremes() {
        trial.doing("answering \(capability.name) to \(name)")
        late += send(trial, host, capability, bytes, name)
      }
    }
    try demandEnd(trial, host, late)
  }

  private static func fuzz(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    let capabilities = bundle.manifest.capabilities
    var numbers = trial.numbers()
    var (sent, late) = (0, 0)
    // An agent that takes its time gets fewer of them.
    let end = platform_now() &+ (trial.isSoak ? trial.options.duration : .seconds(20))
    while platform_now() < end, trial.isSoak || sent < 500 {
      let capability = capabilities[sent % capabilities.count]
      let base = trial.examples(capability, bundle, count: 2, &numbers)[numbers.below(2)]
      let payload = PayloadDamage.damaged(base, &numbers)
      sent += 1
      let name = "payload \(sent), \(Answer.short(payload, limit: 80))"
      trial.doing("answering \(capability.name) to \(name)")
      late += send(trial, host, capability, payload, name)
    }
    trial.notes("\(sent) payloads with seed \(trial.options.seed)")
    try demandEnd(trial, host, late)
  }

  /// - Returns: 1 if it was not answered in time.
  private static func send(
    _ trial: Trial, _ host: TrialHost, _ capability: Capability, _ payload: [UInt8], _ name: String
  ) -> Int {
    let answer = host.ask(capability, payload, deadline: platform_now() &+ min(capability.timeout, patience))
    if answer.isCrash { trial.fails("\(capability.name) ended its process at \(name)") }
    return answer.isLate ? 1 : 0
  }

  /// Late is no fault; never to come back is.
  private static func demandEnd(_ trial: Trial, _ host: TrialHost, _ late: Int) throws(RoundhouseError) {
    guard late > 0 else { return }
    trial.doing("\(late) late calls were given time to complete")
    let left = try host.settle(until: platform_now() &+ .seconds(3))
    if left > 0 { trial.fails("\(left) calls were not completed 3 s after their deadline") }
    trial.notes("\(late) were not answered within 500 ms")
  }

  private static func lookForRefusals(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities {
      for payload in trial.examples(capability, bundle, count: 3, &numbers) {
        trial.doing("answering \(capability.name)")
        guard let error = host.ask(capability, payload).error else { continue }
        if error.code == .permissionDenied || error.code == .agentCrashed {
          trial.fails("\(capability.name): \(error.description)")
          break
        }
      }
    }
  }
}
