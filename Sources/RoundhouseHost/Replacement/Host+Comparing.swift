internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// While two generations answer: how do their calls go? Nothing here costs a call anything; the book is read.
extension Host {
  /// Looks at all replacements that go on. Ten times a second, by the caretaker.
  func compareGenerations() {
    for running in replacements.running { compare(running) }
  }

  /// Something went wrong with a generation that is compared: it is looked at now.
  func suspectSuccessor(_ agent: AgentRecord) {
    guard agent.isOnTrial.load(ordering: .acquiring) else { return }
    guard !agent.isSuspected.exchange(true, ordering: .acquiringAndReleasing) else { return }
    threads.submit { [self] in
      agent.isSuspected.store(false, ordering: .releasing)
      shares.fold()
      for running in replacements.running(of: agent.id) where running.successor === agent { compare(running) }
    }
  }

  private func compare(_ running: RunningReplacement) {
    if running.phase == .sharing, let successor = running.successor, let fault = fault(of: successor) {
      return carryOut(.unwell(fault), running)
    }
    carryOut(.looked(comparison(running)), running)
  }

  /// What speaks against a generation at once.
  private func fault(of agent: AgentRecord) -> String? {
    agent.core.withLock { core in
      if core.misbehaviours > 0 { return "it broke a rule: \(core.lastMisbehaviour)" }
      if let broken = core.offers.entries.first(where: { $0.breaker.state == .open }) {
        return "its calls for \(broken.offer.capability.name) failed one after another"
      }
      switch core.health.state {
      case .healthy, .degraded, .disabled, .starting: return nil
      case .unhealthy, .quarantined, .draining: return "it is \(core.health.state.rawValue): \(core.health.reason)"
      }
    }
  }

  /// The figures of both since the new one has its share, for what both offer.
  func comparison(_ running: RunningReplacement) -> Comparison {
    var comparison = Comparison()
    guard let successor = running.successor else { return comparison }
    let (baseline, lateBefore) = running.state.withLock { ($0.baseline, $0.lateBefore) }
    let old = running.incumbent.offers
    for offer in successor.offers {
      guard let twin = old.first(where: { Self.isSame($0, offer) }) else { continue }
      comparison.successor = comparison.successor + book.statistics(of: offer.cell)
      let now = book.statistics(of: twin.cell)
      comparison.incumbent = comparison.incumbent + now.since(baseline[twin.cell] ?? CallStatistics())
    }
    comparison.successor.addLate(successor.late.load(ordering: .relaxed))
    comparison.incumbent.addLate(running.incumbent.late.load(ordering: .relaxed) &- lateBefore)
    comparison.isAsked = successor.inFlight > 0 || running.incumbent.inFlight > 0
    return comparison
  }

  /// Writes the last figures into the report.
  func takeFigures(_ running: RunningReplacement) {
    shares.fold()
    let comparison = comparison(running)
    running.state.withLock { state in
      state.report.old.take(comparison.incumbent)
      state.report.new.take(comparison.successor)
    }
  }

  private static func isSame(_ a: Offer, _ b: Offer) -> Bool {
    a.capability.name == b.capability.name && a.capability.version == b.capability.version
  }
}

extension CallStatistics {
  /// Calls that were answered at their deadline: failed, and longer than all others.
  fileprivate mutating func addLate(_ count: UInt64) {
    calls &+= count
    errors &+= count
    buckets[buckets.count - 1] &+= count
  }
}

extension GenerationReport {
  fileprivate mutating func take(_ statistics: CallStatistics) {
    calls = statistics.calls
    errors = statistics.errors
    p95 = statistics.calls == 0 ? 0 : statistics.quantile(0.95)
  }
}
