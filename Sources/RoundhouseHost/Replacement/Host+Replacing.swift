internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// After a new generation is made: it gets a share, the old one's state, or the old one's place.
extension Host {
  /// Makes the new generation. One that takes over state has its first call after that, so its self tests are asked of
  /// a twin.
  func create(
    _ running: RunningReplacement, _ batch: LibraryBatch
  ) throws(RoundhouseError) -> AgentRecord {
    let record = try make(running.bundle, batch)
    guard inheritsState(record, from: running.incumbent), !record.manifest.selfTests.isEmpty else { return record }
    destroy(record)
    return try make(running.bundle, batch, isTested: false)
  }

  func inheritsState(_ new: AgentRecord, from old: AgentRecord) -> Bool {
    new.instance.handsOverState && old.instance.handsOverState
  }

  /// Brings new generations in. Those that take their place at once do so in one step.
  /// - Returns: those that could not, and why.
  func settle(_ made: [(record: AgentRecord, running: RunningReplacement)]) -> [(AgentBundle, RoundhouseError)] {
    var failures: [(AgentBundle, RoundhouseError)] = []
    var atOnce: [(record: AgentRecord, running: RunningReplacement)] = []
    for (record, running) in made {
      running.made(record)
      for other in replacements.running(of: record.id) where other !== running && other.phase == .sharing {
        carryOut(.ordered(.rollBack("a newer one came: version \(record.manifest.version)")), other)
      }
      if let registered = registry.agent(record.id) { running.moved(to: registered) }
      switch note(.created(way(of: record, running)), running) {
      case .promote: atOnce.append((record, running))
      case .share(let share): beginSharing(running, record, share)
      case .handOver:
        do throws(RoundhouseError) { try handOver(running, to: record) } catch {
          failures.append((running.bundle, error))
        }
      // It has taken too long, or the agent was removed.
      case .nothing, .create, .rollBack: destroy(record)
      }
    }
    publish(atOnce.map(\.record))
    for (_, running) in atOnce { conclude(running) }
    return failures
  }

  private func way(of record: AgentRecord, _ running: RunningReplacement) -> Replacement.Way {
    let (old, policy) = (running.incumbent, running.bundle.replacement)
    if inheritsState(record, from: old) { return .handOver }
    if old.instance.handsOverState {
      log.warning("the new generation takes no state over; what the old one kept is lost", LogFields(agent: old.id))
    }
    if running.report.isReturn { return .atOnce("an operator wanted it back") }
    if policy.share == 0 && !policy.hold { return .atOnce("its policy compares nothing") }
    let common = record.offers.contains { new in
      old.offers.contains {
        $0.capability.name == new.capability.name && $0.capability.version == new.capability.version
      }
    }
    if !common { return .atOnce("the two offer nothing in common") }
    shares.fold()
    let wasCalled = old.inFlight > 0 || old.cells.contains { book.statistics(of: $0).calls > 0 }
    return wasCalled || policy.hold ? .share : .atOnce("nobody had ever called the generation before")
  }

  private func beginSharing(_ running: RunningReplacement, _ record: AgentRecord, _ share: Int) {
    open(record)
    record.isOnTrial.store(true, ordering: .releasing)
    let (isSharing, before) = changes.withLock { _ in
      guard isReady, let incumbent = registry.agent(record.id) else { return (false, AgentRecord?.none) }
      // Promotions hold the same lock: what is compared is what is beside it.
      running.moved(to: incumbent)
      takeBaseline(running, incumbent)
      return registry.share(record, percent: share)
    }
    if let before { retireLater(before) }
    guard isSharing else {
      carryOut(.failed("the agent was removed"), running)
      return destroy(record)
    }
    log.info(
      "version \(record.manifest.version) has \(share) % of the calls and is compared with \(running.incumbent.manifest.version)",
      LogFields(agent: record.id))
  }

  /// From here on calls are compared.
  private func takeBaseline(_ running: RunningReplacement, _ incumbent: AgentRecord) {
    shares.fold()
    running.state.withLock { state in
      for cell in incumbent.cells { state.baseline[cell] = book.statistics(of: cell) }
      state.lateBefore = incumbent.late.load(ordering: .relaxed)
    }
  }

  /// Tells a replacement what happened, and does what follows for both generations.
  func carryOut(_ event: Replacement.Event, _ running: RunningReplacement) {
    switch note(event, running) {
    case .nothing, .create, .handOver: break
    case .share(let share):
      guard let successor = running.successor else { return }
      _ = changes.withLock { _ in registry.share(successor, percent: share) }
    case .promote: promote(running)
    case .rollBack: rollBack(running)
    }
  }

  func note(_ event: Replacement.Event, _ running: RunningReplacement) -> Replacement.Action {
    running.event(event, now: clock.now, wallClock: clock.wallClock)
  }

  private func promote(_ running: RunningReplacement) {
    guard let successor = running.successor else { return }
    takeFigures(running)
    successor.isOnTrial.store(false, ordering: .releasing)
    if let old = changes.withLock({ _ in registry.promote(successor) }) {
      retireLater(old)
    } else {
      running.amend(.rolledBack, "it was taken away before it could take its place")
    }
    conclude(running)
  }

  private func rollBack(_ running: RunningReplacement) {
    takeFigures(running)
    if let successor = running.successor {
      successor.isOnTrial.store(false, ordering: .releasing)
      // If it has no share any more, whoever took that away lets it go too.
      if changes.withLock({ _ in registry.unshare(successor) }) { retireLater(successor) }
    }
    conclude(running)
  }

  /// Puts an end to it in history and log.
  func conclude(_ running: RunningReplacement) {
    guard replacements.conclude(running) else { return }
    let report = running.report
    let what = "version \(report.new.version) in the place of \(report.old.version)"
    if report.phase == .promoted {
      log.info("replaced: \(what): \(report.reason)", LogFields(agent: report.agent))
    } else {
      log.warning("not replaced: \(what) was rolled back: \(report.reason)", LogFields(agent: report.agent))
    }
  }

  /// Ends all that goes on for agents which are removed.
  func abandonReplacements(of agents: [String]) {
    for running in replacements.running where agents.contains(running.agent) {
      carryOut(.ordered(.rollBack("the agent was removed")), running)
    }
    replacements.forget(agents)
  }
}
