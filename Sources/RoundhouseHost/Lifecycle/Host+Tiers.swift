internal import CPlatform
internal import RoundhouseIsolation
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// Where an agent lives: in this process or in a worker, and what follows when a worker ends.
extension Host {
  /// Brings an agent to life in its tier.
  func load(
    _ bundle: AgentBundle, _ services: InstanceServices, _ batch: LibraryBatch, _ images: [WorkerImage]
  ) throws(RoundhouseError) -> AgentLoader.Loaded {
    if bundle.manifest.kind == .workflow { return try publish(bundle, services) }
    guard bundle.effectiveTier == .host, images.isEmpty else { return try loadInWorker(bundle, services, images) }
    let mayWait = bundle.manifest.isBlocking || !bundle.isTrusted
    do throws(RoundhouseError) {
      return try loader.load(bundle, mayWait: mayWait, services: services, batch: batch)
    } catch {
      // This process holds as many libraries as it may: the next ones live elsewhere.
      guard error.code == .overloaded, !configuration.worker.program.isEmpty else { throw error }
      return try loadInWorker(bundle, services, [])
    }
  }

  /// An agent that is a document has no code of its own, so it lives here.
  private func publish(
    _ bundle: AgentBundle, _ services: InstanceServices
  ) throws(RoundhouseError) -> AgentLoader.Loaded {
    let workflow = try publisher(for: bundle).publish(bundle, agents: InstanceCalls(services: services, token: 0))
    let instance = WorkflowInstance(workflow, services: services, number: AgentLoader.nextNumber())
    return AgentLoader.Loaded(
      instance: instance, library: bundle.folder + "/" + bundle.manifest.library.path, sha256: workflow.digest)
  }

  private func publisher(for bundle: AgentBundle) throws(RoundhouseError) -> any WorkflowPublishing {
    if let publisher = surroundings.workflows { return publisher }
    throw RoundhouseError(
      .invalidManifest, "this host carries out no workflows", remedy: "load it with `roundhouse serve`",
      agent: bundle.manifest.id, path: bundle.manifestPath)
  }

  /// The digest of what an agent is made of, as it is on the disk now.
  func digest(of bundle: AgentBundle) throws(RoundhouseError) -> String {
    guard bundle.manifest.kind == .workflow else { return try loader.digest(of: bundle) }
    return try publisher(for: bundle).digest(of: bundle)
  }

  private func loadInWorker(
    _ bundle: AgentBundle, _ services: any AgentServices, _ images: [WorkerImage]
  ) throws(RoundhouseError) -> AgentLoader.Loaded {
    let loaded = try pool().load(bundle, services: services, images: images)
    return AgentLoader.Loaded(instance: loaded.instance, library: loaded.library, sha256: loaded.sha256)
  }

  func pool() throws(RoundhouseError) -> WorkerPool {
    try workers.withLock { pool throws(RoundhouseError) in
      if let pool { return pool }
      var worker = configuration.worker
      worker.depth = UInt32(configuration.maximumDepth)
      let fresh = try WorkerPool(worker)
      pool = fresh
      return fresh
    }
  }

  /// Keeps an agent's state true to what becomes of its worker.
  func watch(_ record: AgentRecord) {
    record.worker?.observe { [weak self, weak record] change in
      guard let self, let record else { return }
      workerChanged(record, change)
    }
  }

  private func workerChanged(_ agent: AgentRecord, _ change: WorkerChange) {
    let isBack = change == .isBack
    if !isBack { crashes.add(1, ordering: .relaxed) }
    let states = agent.update(wallClock: clock.wallClock) { core in
      switch change {
      case .ended(let how, let pause): core.health.workerEnded(how, restartsIn: pause)
      case .quarantined(let how): core.health.workerLeftAlone(how)
      case .isBack:
        core.health.workerIsBack()
        core.offers.closeBreakers()
      }
    }
    tell(agent, states)
    if isBack { dispatch(agent) }
  }

  /// Too many calls do not come back: a worker begins anew, and an agent of this process moves to one.
  func replaceHanging(_ agent: AgentRecord, stuck: Int) {
    let enough = min(AgentHealth.stuckBudget + 1, Int(agent.limit))
    guard stuck >= enough else { return }
    if let worker = agent.worker { return worker.recycle("\(stuck) calls did not come back by their deadline") }
    demote(agent, "\(stuck) of its calls hold threads of the host")
  }

  /// Gives an agent of this process a process of its own. What hangs stays where it is.
  private func demote(_ agent: AgentRecord, _ reason: String) {
    guard !configuration.worker.program.isEmpty, registry.agent(agent.id) === agent else { return }
    let isFirst = agent.core.withLock { core in
      defer { core.isDemoted = true }
      return !core.isDemoted
    }
    guard isFirst else { return }
    log.warning("\(reason): it moves to a worker", LogFields(agent: agent.id))
    var bundle = agent.bundle
    bundle.tier = .worker
    _ = OwnThread.start("rh-demote") { [self, bundle] in
      do throws(RoundhouseError) {
        try add(bundle)
      } catch {
        log.warning("could not move to a worker: \(error.description)", LogFields(agent: bundle.manifest.id))
      }
    }
  }
}

extension AgentBundle {
  /// Where the agent lives. The operator's word counts first; a manifest may ask for more isolation and never for less;
  /// without either, the host is for native agents from folders that the operator trusts.
  var effectiveTier: Tier {
    if manifest.kind == .workflow { return .host }
    if manifest.tier == .worker { return .worker }
    if let tier { return tier }
    return isTrusted && manifest.kind == .native ? .host : .worker
  }
}
