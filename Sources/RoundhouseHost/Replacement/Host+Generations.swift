internal import RoundhouseLoading
package import RoundhouseModel
internal import Synchronization

// What operators do with generations, and what they are told of them.
extension Host {
  /// The agent's replacements, the latest first: the one that goes on, if any, and at most 32 that have ended.
  package func history(of id: String) throws(RoundhouseError) -> [ReplacementReport] {
    let running = replacements.running(of: id).map(liveReport)
    let ended = replacements.state.withLock { $0.history.reports(of: id) }
    if running.isEmpty, ended.isEmpty { _ = try record(id) }
    return running + ended.reversed()
  }

  /// How replacements ended since the host began, by agent.
  package func replacementOutcomes() -> [(agent: String, promoted: UInt64, rolledBack: UInt64)] {
    replacements.state.withLock { $0.history.outcomes }
      .map { ($0.key, $0.value.promoted, $0.value.rolledBack) }.sorted { $0.0 < $1.0 }
  }

  /// The replacement that goes on, with its figures so far; nil if none does.
  func replacement(of id: String) -> ReplacementReport? { replacements.running(of: id).last.map(liveReport) }

  private func liveReport(_ running: RunningReplacement) -> ReplacementReport {
    if running.phase == .sharing { takeFigures(running) }
    return running.report.unended
  }

  /// Changes the replacement that goes on; the agent's next one if none does.
  package func replace(_ id: String, _ settings: ReplacementSettings) throws(RoundhouseError) {
    try settings.check(of: id)
    _ = try record(id)
    guard let running = replacements.sharing(of: id) else {
      return replacements.state.withLock { $0.wishes[id] = settings }
    }
    carryOut(.changed(settings), running)
  }

  /// Lets the new generation take the old one's place now.
  package func promote(_ id: String) throws(RoundhouseError) {
    let agent = try record(id)
    guard let running = replacements.sharing(of: id) else {
      throw RoundhouseError(
        .conflict, "no new generation of \(id) is being compared: version \(agent.manifest.version) has all calls",
        remedy: "see what was: roundhouse agents history \(id)", agent: id)
    }
    carryOut(.ordered(.promote), running)
  }

  /// Takes the new generation back while it is compared; else the generation before comes back and stays until the
  /// agent's folder changes again.
  package func rollBack(_ id: String) throws(RoundhouseError) {
    let agent = try record(id)
    if let running = replacements.sharing(of: id) {
      return carryOut(.ordered(.rollBack("an operator took it back")), running)
    }
    guard let earlier = replacements.state.withLock({ $0.earlier[id]?.last }) else {
      throw RoundhouseError(
        .conflict,
        "\(id) has no generation to go back to: version \(agent.manifest.version) is the first one of this host",
        remedy: "put the version that you want into the agent's folder", agent: id)
    }
    try goBack(agent, to: earlier)
  }

  private func goBack(_ agent: AgentRecord, to earlier: EarlierGeneration) throws(RoundhouseError) {
    var bundle = earlier.bundle
    bundle.settings = standingSettings(agent)
    let running = begin(bundle, in: agent, isReturn: true)
    _ = note(.probed, running)
    let record: AgentRecord
    do throws(RoundhouseError) {
      let isTested = !agent.instance.handsOverState
      record = try makeAgain(
        EarlierGeneration(running.bundle, sha256: earlier.sha256, images: earlier.images), isTested: isTested)
    } catch {
      carryOut(.failed(error.description), running)
      throw error
    }
    if let error = settle([(record, running)]).first?.1 { throw error }
  }

  /// What operators have made of an agent's standing.
  private func standingSettings(_ agent: AgentRecord) -> AgentSettings {
    let (priority, weight) = agent.standing
    let isEnabled = agent.core.withLock { $0.health.isEnabled }
    return AgentSettings(enabled: isEnabled, priority: priority, weight: weight)
  }
}

extension ReplacementReport {
  /// The report without an end that is decided and not carried out yet.
  fileprivate var unended: ReplacementReport {
    guard isOver, steps.count > 1 else { return self }
    var report = self
    report.steps.removeLast()
    report.reason = ""
    return report
  }
}
