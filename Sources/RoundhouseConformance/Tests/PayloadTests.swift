internal import CPlatform
internal import RoundhouseModel

// C3: any bytes at all.
extension ConformanceSuite {
  static let payloadTests = [
    ConformanceTest(
      "C3.extremes", proves: "C3", "Sends nothing, zeros, 16 MiB, what is not UTF-8 and what is very deep",
      timeLimit: .seconds(60), body: sendExtremes),
    ConformanceTest(
      "C3.fuzz", proves: "C3", "Sends 500 payloads that are nearly right", timeLimit: .seconds(60), body: fuzz),
  ]

  /// How long one answer is waited for: what a payload can make an agent do may rightly take long.
  private static let patience = Nanoseconds.milliseconds(500)

  private static func sendExtremes(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    var late = 0
    for capability in try trial.bundle().manifest.capabilities {
      for (name, bytes) in PayloadDamage.extremes() {
        trial.doing("answering \(capability.name) to \(name)")
        guard let isLate = send(host, capability, bytes) else { return }
        late += isLate ? 1 : 0
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
      guard let isLate = send(host, capability, payload) else { return }
      late += isLate ? 1 : 0
    }
    trial.notes("\(sent) payloads with seed \(trial.options.seed)")
    try demandEnd(trial, host, late)
  }

  /// - Returns: whether the answer did not come in time; nil if the agent's process is gone.
  private static func send(_ host: TrialHost, _ capability: Capability, _ payload: [UInt8]) -> Bool? {
    let answer = host.ask(capability, payload, deadline: platform_now() &+ min(capability.timeout, patience))
    return answer.isCrash ? nil : answer.isLate
  }

  /// Late is no fault; never to come back is.
  private static func demandEnd(_ trial: Trial, _ host: TrialHost, _ late: Int) throws(RoundhouseError) {
    guard late > 0 else { return }
    trial.doing("\(late) late calls were given time to complete")
    let left = try host.settle(until: platform_now() &+ .seconds(3))
    if left > 0 { trial.fails("\(left) calls were not completed 3 s after their deadline") }
    trial.notes("\(late) were not answered within 500 ms")
  }
}
