internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

// C1 and C2: schemas, and what nobody declared.
extension ConformanceSuite {
  static let capabilityTests = [
    ConformanceTest(
      "C1.input-schema", proves: "C1", "Asks with examples that its input schemas allow", weight: .should,
      timeLimit: .seconds(60), body: askExamples),
    ConformanceTest(
      "C1.output-schema", proves: "C1", "Compares answers with its output schemas", timeLimit: .seconds(60),
      body: compareOutputs),
    ConformanceTest(
      "C2.unknown-capability", proves: "C2", "Asks for what the manifest does not declare", body: askUnknown),
  ]

  private static func askExamples(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    var numbers = trial.numbers()
    for capability in try trial.bundle().manifest.capabilities where !capability.input.isEmpty {
      var (asked, answered, refusal) = (0, 0, "")
      for _ in 0..<20 {
        guard let payload = SchemaExample.value(of: capability.input, &numbers) else { break }
        trial.doing("answering \(capability.name) to \(Answer.short(payload, limit: 60))")
        let answer = host.ask(capability, payload)
        asked += 1
        answered += answer.bytes == nil ? 0 : 1
        guard let error = answer.error, error.code == .schemaFailed else { continue }
        refusal = "\(Answer.short(payload, limit: 60)): \(error.message)"
      }
      if asked == 0 { trial.notes("no example was found for \(capability.name)") }
      if answered == 0, !refusal.isEmpty {
        trial.fails("\(capability.name) refused all of \(asked), such as \(refusal)")
      }
      if asked > 0 { trial.notes("\(capability.name): \(answered) of \(asked) answered") }
    }
  }

  private static func compareOutputs(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities where !capability.output.isEmpty {
      guard let schema = try? JSONSchema(parsing: capability.output) else { continue }
      for payload in trial.examples(capability, bundle, count: 10, &numbers) {
        trial.doing("answering \(capability.name) to \(Answer.short(payload, limit: 60))")
        guard let bytes = host.ask(capability, payload).bytes else { continue }
        guard let document = try? JSONDocument(parsing: bytes) else {
          trial.fails("\(capability.name) answered \(Answer.short(bytes, limit: 60)), which is not JSON")
          break
        }
        guard let violation = schema.validate(document.root).first else { continue }
        trial.fails("\(capability.name) answered \(Answer.short(bytes, limit: 60)): \(violation)")
        break
      }
    }
  }

  private static func askUnknown(_ trial: Trial) throws(RoundhouseError) {
    let unknown = ["roundhouse.check.unknown", "a", String(repeating: "x", count: 120) + ".y"]
    let started = try TrialHost.start(trial) { manifest in
      manifest.capabilities += unknown.map { Capability(name: $0) }
    }
    guard let host = started else { return }
    for name in unknown {
      trial.doing("answering \(name.prefix(30)), which it does not declare")
      let answer = host.ask(Capability(name: name), Array("{}".utf8))
      if answer.isLate { trial.fails("\(name.prefix(30)) was not answered in \(answer.time / 1_000_000) ms") }
      if answer.bytes != nil { return trial.notes("answers whatever it is asked; a host asks only what is declared") }
    }
  }
}
