internal import CPlatform
internal import RoundhouseIsolation
internal import RoundhouseLoading
package import RoundhouseModel
internal import Synchronization

// What is done to agents while requests flow. Each verb loads, creates or waits, and publishes one snapshot at its end;
// none belongs on a thread that answers requests.
extension Host {
  /// Loads an agent and lets requests come to it. An agent with the same id is replaced without a gap: the new one is
  /// created and tested first, and the old one finishes its calls.
  package func add(_ bundle: AgentBundle) throws(RoundhouseError) {
    let failures = add([bundle])
    if let error = failures.first?.error { throw error }
  }

  /// Loads several agents and publishes them in one step.
  /// - Returns: those that could not be loaded, and why; the others are routable.
  package func add(_ bundles: [AgentBundle]) -> [(bundle: AgentBundle, error: RoundhouseError)] {
    let plan = admit(bundles)
    let (bundles, running) = (plan.bundles, plan.running)
    if bundles.isEmpty { return plan.refused }
    // By place: a loop over the bundles would copy each of them.
    for place in bundles.indices { announceStart(of: bundles[place]) }
    let batch = loader.batch(bundles)
    if batch.isWorthAThread { _ = OwnThread.start("rh-seal") { batch.help() } }
    defer { batch.end() }
    let results = AgentStarter.run(bundles) { [self] bundle throws(RoundhouseError) in
      guard let running = running[bundle.manifest.id] else { return try make(bundle, batch) }
      return try create(running, batch)
    } tooLate: { [self] record in
      destroy(record)
    }
    for (place, error) in results.errors {
      if let running = running[bundles[place].manifest.id] { carryOut(.failed(error.description), running) }
    }
    let made = results.records.compactMap { $0 }
    publish(made.filter { running[$0.id] == nil })
    let unsettled = settle(made.compactMap { record in running[record.id].map { (record, $0) } })
    return plan.refused + unsettled + results.errors.map { (bundles[$0.place], $0.error) }
  }

  /// Takes an agent away. Its calls in flight go on until the deadline.
  package func remove(_ id: String, deadline: Nanoseconds = 0) throws(RoundhouseError) {
    guard registry.agent(id) != nil else { throw unknownAgent(id) }
    let gone = changes.withLock { _ in registry.change(add: [], remove: [id]) }
    abandonReplacements(of: [id])
    for agent in gone { retire(agent, until: deadline == 0 ? clock.now &+ configuration.drainTime : deadline) }
  }

  /// Lets an agent take part or not. Calls in flight go on. Enabling also ends a quarantine.
  package func setEnabled(_ id: String, _ enabled: Bool) throws(RoundhouseError) {
    for agent in try generations(of: id) {
      let change = agent.update(wallClock: clock.wallClock) { core in
        core.health.enable(enabled)
        if enabled { core.offers.closeBreakers() }
      }
      tell(agent, change)
      if enabled { agent.worker?.forgive() }
    }
  }

  /// Changes an agent's standing among others.
  package func change(_ id: String, priority: Int?, weight: Int?) throws(RoundhouseError) {
    let agents = try generations(of: id)
    try AgentSettings(priority: priority, weight: weight).check(of: id)
    changes.withLock { _ in
      for agent in agents {
        agent.core.withLock { core in
          core.priority = priority ?? core.priority
          core.weight = weight ?? core.weight
        }
      }
      registry.reorder(agents[0])
    }
  }

  /// Refuses new requests, waits for those in flight, and ends all agents.
  package func drain(until deadline: Nanoseconds) {
    isDraining.store(true, ordering: .releasing)
    let ids = registry.agents.map(\.id)
    let gone = changes.withLock { _ in registry.change(add: [], remove: ids) }
    abandonReplacements(of: ids)
    for agent in gone { retire(agent, until: deadline) }
    replacements.finish(until: max(deadline, clock.now &+ .seconds(1)))
    isStopped.store(true, ordering: .releasing)
    for call in deadlines.stop() { call.hostStopped() }
    threads.stop()
    workers.withLock { $0.take() }?.stop()
  }

  // MARK: Starting

  /// Says what an operator should know of an agent that is about to be created.
  private func announceStart(of bundle: AgentBundle) {
    let manifest = bundle.manifest
    if manifest.kind == .ffi && bundle.effectiveTier == .host && configuration.warnsOfForeignAgents {
      log.warning(
        "its foreign functions run inside the host, as the configuration says: a wrong signature can end it",
        LogFields(agent: manifest.id, path: bundle.manifestPath))
    }
  }

  /// Creates and tests an agent. Nobody can ask it yet.
  /// - Parameters:
  ///   - images: what a worker gets instead of what the folder holds now.
  ///   - isTested: false for one that gets a state before its first call.
  func make(
    _ bundle: AgentBundle, _ batch: LibraryBatch, images: [WorkerImage] = [], isTested: Bool = true
  ) throws(RoundhouseError) -> AgentRecord {
    let generation = registry.nextGeneration(of: bundle.manifest.id)
    let services = try InstanceServices(bundle, host: self)
    let loaded = try load(bundle, services, batch, images)
    let taken: [UInt32]
    do throws(RoundhouseError) {
      taken = try cells.take(
        bundle.manifest.capabilities.count, for: bundle.manifest.id, invoke: loaded.instance.invoke,
        context: loaded.instance.context)
    } catch {
      loaded.instance.destroy()
      throw error
    }
    let record = AgentRecord(
      bundle, instance: loaded.instance, library: loaded.library, sha256: loaded.sha256, generation: generation,
      cells: taken, table: cells, since: clock.wallClock)
    watch(record)
    record.prepareCells(key: registry.key)
    do throws(RoundhouseError) {
      try services.attach(record)
      if isTested { try test(record) }
    } catch {
      destroy(record)
      throw error
    }
    return record
  }

  /// Runs the manifest's self tests on the instance, before anybody else can reach it.
  private func test(_ record: AgentRecord) throws(RoundhouseError) {
    for (number, test) in record.manifest.selfTests.enumerated() {
      let answer: [UInt8]
      do throws(RoundhouseError) {
        answer = try SelfTestCall.run(record, test, until: clock.now &+ record.manifest.startTimeout)
      } catch {
        throw RoundhouseError(
          .agentError, "self test \(number + 1) of \(record.id) failed", remedy: "mend the agent, or its selfTest",
          cause: error.description, agent: record.id, capability: test.capability, path: record.bundle.manifestPath)
      }
      guard !test.output.isEmpty, !isEqual(answer, test.output) else { continue }
      throw RoundhouseError(
        .agentError, "self test \(number + 1) of \(record.id) gave another answer than its manifest promises",
        remedy: "mend the agent, or its selfTest",
        cause: "expected \(String(decoding: test.output.prefix(200), as: UTF8.self)), got "
          + String(decoding: answer.prefix(200), as: UTF8.self), agent: record.id, capability: test.capability,
        path: record.bundle.manifestPath)
    }
  }

  private func isEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    guard let a = try? JSONDocument(parsing: a), let b = try? JSONDocument(parsing: b) else { return a == b }
    return a.root.isEqual(to: b.root)
  }

  /// Lets requests come to new agents, in one step, and lets those they replace go.
  func publish(_ started: [AgentRecord]) {
    guard !started.isEmpty else { return }
    for agent in started { open(agent) }
    let replaced = changes.withLock { _ in isReady ? registry.change(add: started) : started }
    for agent in replaced { retireLater(agent) }
  }

  /// Lets calls into an agent that will be found in a moment.
  func open(_ agent: AgentRecord) {
    agent.openCells()
    agent.update(wallClock: clock.wallClock) { core in
      core.health.started()
      core.nextCheck = clock.now &+ agent.manifest.health.interval
    }
  }

  /// Lets an agent that is no longer registered go at its own pace; whoever replaced it need not wait.
  func retireLater(_ agent: AgentRecord) {
    let deadline = clock.now &+ configuration.drainTime
    if !OwnThread.start("rh-retire", { [self] in retire(agent, until: deadline) }) { retire(agent, until: deadline) }
  }

  // MARK: Ending

  /// Ends an agent that is no longer registered: its calls finish or meet the deadline, then it is destroyed.
  private func retire(_ agent: AgentRecord, until deadline: Nanoseconds) {
    agent.endOffers()
    agent.update(wallClock: clock.wallClock) { $0.health.draining() }
    agent.closeCells()
    agent.letGo()
    for call in agent.emptyQueue() { reroute(call) }
    while agent.inFlight > 0, clock.now < deadline { usleep(500) }
    let left = agent.inFlight
    guard left == 0 || endWithItsCalls(agent, left) else {
      log.warning(
        "\(left) calls did not end in time; the instance is left alone, its memory stays", LogFields(agent: agent.id))
      agent.isGone.store(true, ordering: .releasing)
      return
    }
    let limit = max(deadline, clock.now &+ .seconds(1))
    let cameBack = OwnThread.run("rh-destroy", until: platform_now() &+ (limit &- clock.now)) { [self] in
      if !agent.isDrained.exchange(true, ordering: .acquiringAndReleasing) {
        inTurn(agent, until: limit) { agent.visit { agent.instance.drain(until: limit) } }
      }
      destroy(agent)
    }
    if !cameBack {
      log.warning("its drain or destroy does not come back; a thread stays with it", LogFields(agent: agent.id))
    }
  }

  /// Ends an agent's process, and with it the calls that are inside.
  /// - Returns: false for an agent of this process, which cannot be ended.
  private func endWithItsCalls(_ agent: AgentRecord, _ left: Int) -> Bool {
    guard let worker = agent.worker else { return false }
    log.warning("\(left) calls did not end in time; its worker is ended with them", LogFields(agent: agent.id))
    agent.isDrained.store(true, ordering: .releasing)
    worker.end()
    return true
  }

  /// Does something in a serial agent's turn, on this thread, which waits for it as long as it may.
  func inTurn(_ agent: AgentRecord, until deadline: Nanoseconds, _ body: () -> Void) {
    guard let turn = agent.turn else { return body() }
    while !turn.take() {
      guard clock.now < deadline else { return }
      usleep(500)
    }
    body()
    turn.leave(threads)
  }

  /// A call that waited for an agent which goes: nothing was started, another agent may have it.
  private func reroute(_ call: PendingCall) {
    let isWaiting = call.state.withLock { state in
      guard case .queued = state.phase else { return false }
      state.phase = .choosing
      return true
    }
    if isWaiting { threads.submit { call.advance() } } else { call.giveBackUnusedSlot() }
  }

  func destroy(_ agent: AgentRecord) {
    agent.endOffers()
    agent.isGone.store(true, ordering: .sequentiallyConsistent)
    agent.closeCells()
    // Threads inside: health checks, call-backs, and invokes that go on after their completion.
    let deadline = clock.now &+ configuration.drainTime
    while agent.inside.load(ordering: .sequentiallyConsistent) > 0 {
      guard clock.now < deadline else {
        log.warning("a thread is still inside; the instance is left alone", LogFields(agent: agent.id))
        agent.worker?.end()
        return
      }
      usleep(500)
    }
    agent.instance.destroy()
    // What threads have noted of its calls, before somebody else has its cells.
    shares.fold()
    let left = agent.cells
    book.forget(left)
    registry.disown(left)
    cells.give(left)
    departed.add(agent, now: platform_now())
  }

  // MARK: Finding

  func record(_ id: String) throws(RoundhouseError) -> AgentRecord {
    guard let agent = registry.agent(id) else { throw unknownAgent(id) }
    return agent
  }

  /// The agent's registered generation, and behind it the one that has a share of the calls.
  private func generations(of id: String) throws(RoundhouseError) -> [AgentRecord] {
    [try record(id)] + [registry.trial(of: id)?.agent].compactMap { $0 }
  }

  func unknownAgent(_ id: String) -> RoundhouseError {
    let near = NearestNames.of(id, among: registry.agents.map(\.id))
    return RoundhouseError(
      .unknownAgent, "there is no agent \(id)",
      remedy: near.isEmpty
        ? "list the agents with: roundhouse agents" : "did you mean \(near.joined(separator: " or "))?",
      agent: id)
  }
}
