internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// Before a new generation is made: what does it replace, and may it come into this process?
extension Host {
  /// What is to be loaded, and what each of it replaces.
  struct Plan: Sendable {
    var bundles: [AgentBundle] = []
    /// By id; agents that replace nobody are not in it.
    var running: [String: RunningReplacement] = [:]
    var refused: [(bundle: AgentBundle, error: RoundhouseError)] = []
  }

  /// Tries those that replace somebody, and keeps back those that must not come.
  func admit(_ bundles: [AgentBundle]) -> Plan {
    var plan = Plan()
    let known = registry.knows(bundles.map(\.manifest.id))
    guard known.contains(true) else {
      plan.bundles = bundles
      return plan
    }
    for (place, bundle) in bundles.enumerated() {
      guard known[place], let incumbent = registry.agent(bundle.manifest.id) else {
        plan.bundles.append(bundle)
        continue
      }
      if changedStandingOnly(bundle, incumbent) { continue }
      do throws(RoundhouseError) {
        let running = try admit(bundle, in: incumbent)
        plan.running[incumbent.id] = running
        plan.bundles.append(running.bundle)
      } catch {
        plan.refused.append((bundle, error))
      }
    }
    return plan
  }

  private func admit(_ bundle: AgentBundle, in place: AgentRecord) throws(RoundhouseError) -> RunningReplacement {
    let running = begin(bundle, in: place, isReturn: false)
    do throws(RoundhouseError) {
      try probe(running.bundle)
    } catch {
      carryOut(.failed("the probe failed: \(error.description)"), running)
      throw error
    }
    carryOut(.probed, running)
    return running
  }

  /// Registers a replacement, under what operators said of it.
  func begin(_ bundle: AgentBundle, in place: AgentRecord, isReturn: Bool) -> RunningReplacement {
    var bundle = bundle
    let wish = isReturn ? nil : replacements.state.withLock { $0.wishes.removeValue(forKey: place.id) }
    bundle.replacement = isReturn ? .atOnce : wish?.applied(to: bundle.replacement) ?? bundle.replacement
    let running = RunningReplacement(
      bundle, in: place, isReturn: isReturn, now: clock.now, wallClock: clock.wallClock)
    replacements.add(running)
    return running
  }

  /// Has a bundle tried where it can do no harm. That it failed is remembered together with the library's digest.
  private func probe(_ bundle: AgentBundle) throws(RoundhouseError) {
    // A document is read before anything is replaced by it, and can harm nobody.
    guard let prober = surroundings.probe, bundle.manifest.kind != .workflow else { return }
    let sha256 = try loader.digest(of: bundle)
    if let known = replacements.state.withLock({ $0.probes.failure(of: bundle, sha256: sha256) }) { throw known }
    do throws(RoundhouseError) {
      try ProbeRun.run(prober, bundle)
    } catch {
      replacements.state.withLock { $0.probes.remember(bundle, sha256: sha256, error) }
      throw error
    }
  }

  /// Gives an agent another standing if nothing else about it is new: then its instance stays as it is.
  private func changedStandingOnly(_ bundle: AgentBundle, _ agent: AgentRecord) -> Bool {
    let before = replacements.state.withLock { $0.described[agent.id] } ?? agent.bundle
    guard bundle != before, bundle.isSameAgent(as: before), replacements.running(of: agent.id).isEmpty,
      (try? digest(of: bundle)) == agent.sha256
    else { return false }
    let priority = bundle.settings.priority ?? bundle.manifest.priority
    let weight = bundle.settings.weight ?? bundle.manifest.weight
    try? change(agent.id, priority: priority, weight: weight)
    if let enabled = bundle.settings.enabled { try? setEnabled(agent.id, enabled) }
    replacements.state.withLock { $0.described[agent.id] = bundle }
    log.info("priority \(priority), weight \(weight); its instance stays", LogFields(agent: agent.id))
    return true
  }
}
