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

  private static func sendExtremes(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    for capability in try trial.bundle().manifest.capabilities {
      for (name, bytes) in PayloadDamage.extremes() {
        trial.doing("answering \(capability.name) to \(name)")
        tell(trial, host.ask(capability, bytes), capability, name)
      }
    }
  }

  private static func fuzz(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    let capabilities = bundle.manifest.capabilities
    var numbers = trial.numbers()
    var sent = 0
    let end = platform_now() &+ trial.options.duration
    while trial.isSoak ? platform_now() < end : sent < 500 {
      let capability = capabilities[sent % capabilities.count]
      let base = trial.examples(capability, bundle, count: 2, &numbers)[numbers.below(2)]
      let payload = PayloadDamage.damaged(base, &numbers)
      trial.doing("answering \(capability.name) to payload \(sent + 1), \(Answer.short(payload, limit: 80))")
      tell(trial, host.ask(capability, payload), capability, "payload \(sent + 1), \(Answer.short(payload, limit: 80))")
      sent += 1
    }
    trial.notes("\(sent) payloads with seed \(trial.options.seed)")
  }

  private static func tell(_ trial: Trial, _ answer: Answer, _ capability: Capability, _ payload: String) {
    if answer.isCrash { trial.fails("\(capability.name) ended its process at \(payload)") }
    if answer.isLate { trial.fails("\(capability.name) did not answer \(payload) in \(answer.time / 1_000_000) ms") }
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
