internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// Capabilities that come and go while the agent lives. What is announced during `create` waits for the agent's record
// and becomes routable with it.
extension InstanceServices {
  /// Tells who the instance is registered as, which offers what was announced so far.
  func attach(_ record: AgentRecord) throws(RoundhouseError) {
    guard let host else { throw InstanceServices.gone }
    // Under the lock, so that nothing announced meanwhile comes before it. Lock order: this, the registry, the record.
    try standing.withLock { standing throws(RoundhouseError) in
      if case .creating(let early) = standing {
        for capability in early { _ = try host.registry.announce(capability, by: record, rules) }
      }
      standing = .attached(record)
    }
    record.services.withLock { $0 = self }
  }

  /// The instance was destroyed: nobody asks for anything in its name any more.
  func detach() { standing.withLock { $0 = .creating([]) } }

  func announce(_ declaration: [UInt8]) throws(RoundhouseError) {
    guard let host else { throw InstanceServices.gone }
    do throws(RoundhouseError) {
      let capability = try capability(declaration)
      guard try announce(capability, host) else { return }
      host.log.info("announced \(Self.words(capability))", fields(capability.name))
    } catch {
      host.log.warning("an announcement was refused: \(error.description)", fields(error.capability))
      throw error
    }
  }

  func withdraw(_ capability: String) throws(RoundhouseError) {
    guard let host else { throw InstanceServices.gone }
    do throws(RoundhouseError) {
      if let record = try recordAfterWithdrawing(early: capability) {
        try host.registry.withdraw(capability, by: record, rules)
      }
      host.log.info("withdrew \(capability)", fields(capability))
    } catch {
      host.log.warning("a withdrawal was refused: \(error.description)", fields(error.capability))
      throw error
    }
  }

  /// - Returns: false if it is offered in the very same way already.
  private func announce(_ capability: Capability, _ host: Host) throws(RoundhouseError) -> Bool {
    var isNew = false
    let record = try standing.withLock { standing throws(RoundhouseError) -> AgentRecord? in
      switch standing {
      case .attached(let record): return record
      case .creating(let early):
        isNew = try rules.admit(capability, beside: early)
        if isNew { standing = .creating(early + [capability]) }
        return nil
      }
    }
    guard let record else { return isNew }
    return try host.registry.announce(capability, by: record, rules)
  }

  /// Takes it out of what waits for the agent's record.
  /// - Returns: the record if there is one already, and nothing waits.
  private func recordAfterWithdrawing(early name: String) throws(RoundhouseError) -> AgentRecord? {
    try standing.withLock { standing throws(RoundhouseError) -> AgentRecord? in
      switch standing {
      case .attached(let record): return record
      case .creating(let early):
        let chosen = try rules.withdrawn(name, from: early)
        standing = .creating(early.filter { !chosen.contains($0) })
        return nil
      }
    }
  }

  /// What the agent handed in, by the manifest's own rules.
  private func capability(_ declaration: [UInt8]) throws(RoundhouseError) -> Capability {
    do throws(ManifestProblems) {
      return try ManifestReader.readCapability(declaration, source: "announcement")
    } catch {
      let more = error.list.count - 1
      throw RoundhouseError(
        .badRequest, error.list.first?.description ?? "the announcement makes no sense",
        remedy: more > 0 ? "and \(more) more" : "", agent: agent, path: bundle.manifestPath)
    }
  }

  private static func words(_ capability: Capability) -> String {
    capability.version == 1 ? capability.name : "\(capability.name)@\(capability.version)"
  }

  private func fields(_ capability: String) -> LogFields {
    var fields = LogFields(agent: agent)
    fields.capability = capability
    return fields
  }
}
