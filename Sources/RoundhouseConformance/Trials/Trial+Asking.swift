internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseIsolation
internal import RoundhouseModel

// What many tests do: ask for all that the agent offers.
extension Trial {
  /// Whether this installation has what the tier needs; if not, the test is told as skipped.
  func hasTier() -> Bool {
    guard options.tier == .worker, access(worker.program, X_OK) != 0 else { return true }
    skips("there is no program for workers at \(worker.program)")
    return false
  }

  /// Payloads for a capability: the manifest's own examples first, then made up ones.
  func examples(_ capability: Capability, _ bundle: AgentBundle, count: Int, _ numbers: inout SeededNumbers)
    -> [[UInt8]]
  {
    let told = bundle.manifest.selfTests.filter { $0.capability == capability.name }.map(\.input)
    var payloads = Array(told.prefix(count))
    while payloads.count < count { payloads.append(SchemaExample.payload(for: capability, &numbers)) }
    return payloads
  }

  /// Asks each capability some times with examples and with damaged ones, so that whatever it does it does here.
  func exercise(_ trialHost: TrialHost, rounds: Int = 3, damaged: Int = 3) throws(RoundhouseError) {
    let bundle = try bundle()
    var numbers = numbers()
    for capability in bundle.manifest.capabilities {
      var payloads = examples(capability, bundle, count: rounds, &numbers)
      for _ in 0..<damaged { payloads.append(PayloadDamage.damaged(payloads[0], &numbers)) }
      for payload in payloads {
        doing("answering \(capability.name) to \(Answer.short(payload, limit: 60))")
        if trialHost.ask(capability, payload).isCrash { return }
      }
    }
    doing("its calls came to their end")
    _ = try trialHost.settle(until: platform_now() &+ .seconds(2))
    // What comes too late comes from the agent's own threads, and nothing says when they are through.
    usleep(50_000)
  }
}
