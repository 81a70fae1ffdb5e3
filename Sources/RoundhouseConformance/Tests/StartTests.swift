internal import CPlatform
internal import RoundhouseModel
internal import RoundhouseTelemetry

// S1: does it start, and does it answer what it says it answers.
extension ConformanceSuite {
  static let startTests = [
    ConformanceTest(
      "S1.start", proves: "S1", "Creates the agent in a host", level: .quick, isGate: true, timeLimit: .seconds(20),
      body: start),
    ConformanceTest(
      "S1.self-tests", proves: "S1", "Asks the manifest's self tests", level: .quick, body: askSelfTests),
    ConformanceTest(
      "S1.capabilities", proves: "S1", "Asks each capability once", level: .quick, timeLimit: .seconds(60),
      body: askCapabilities),
  ]

  private static func start(_ trial: Trial) throws(RoundhouseError) {
    let begun = platform_now()
    guard let host = try TrialHost.start(trial) else { return }
    trial.notes("ready after \((platform_now() - begun) / 1_000) µs")
    trial.doing("it was drained and destroyed")
    host.end()
    for line in host.log.entries where line.message.contains("does not come back") { trial.fails(line.message) }
  }

  private static func askSelfTests(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let manifest = try trial.bundle().manifest
    for (index, test) in manifest.selfTests.enumerated() {
      guard let capability = manifest.capabilities.first(where: { $0.name == test.capability }) else { continue }
      trial.doing("answering self test \(index + 1)")
      let answer = host.ask(capability, test.input)
      if answer.isCrash { return }
      if let error = answer.error {
        trial.fails("self test \(index + 1) of \(test.capability): \(error.message)")
      } else if let bytes = answer.bytes, !test.output.isEmpty, !isEqual(bytes, test.output) {
        trial.fails(
          "self test \(index + 1) of \(test.capability) got \(Answer.short(bytes))",
          expected: "\(Answer.short(test.output)), as the manifest promises")
      }
    }
    if manifest.selfTests.isEmpty {
      trial.warns(
        "the manifest has none", expected: "a self test keeps a broken agent from being asked",
        remedy: "add \"selfTest\": [{\"capability\": …, \"input\": …, \"output\": …}]")
    } else {
      trial.notes("\(manifest.selfTests.count) made")
    }
  }

  private static func isEqual(_ answer: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let a = try? JSONDocument(parsing: answer), let b = try? JSONDocument(parsing: wanted) else {
      return answer == wanted
    }
    return a.root.isEqual(to: b.root)
  }

  private static func askCapabilities(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities {
      let payload = trial.examples(capability, bundle, count: 1, &numbers)[0]
      trial.doing("answering \(capability.name) to \(Answer.short(payload, limit: 60))")
      let answer = host.ask(capability, payload)
      if answer.isLate { trial.fails("\(capability.name) did not answer in \(answer.time / 1_000_000) ms") }
      if answer.isCrash { return }
      guard let error = answer.error, !answer.isLate else { continue }
      trial.notes("\(capability.name) refused its example: \(error.message)")
    }
  }
}
