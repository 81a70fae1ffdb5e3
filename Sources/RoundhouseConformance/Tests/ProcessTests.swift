internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

// R7.4 and R8: what calls leave behind, and what the agent does to its process.
extension ConformanceSuite {
  static let processTests = [
    ConformanceTest(
      "R7.growth", proves: "R7.4", "Counts memory, descriptors and threads over thousands of calls", place: .process,
      timeLimit: .seconds(60), body: countGrowth),
    ConformanceTest(
      "R8.process", proves: "R8.1", "Compares the process before and after a life", place: .process, body: compare),
    ConformanceTest(
      "R8.output", proves: "R8.2", "Listens on the standard streams", place: .process, weight: .should, body: listen),
  ]

  private static func compare(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let before = ProcessPicture()
    try agent.live(trial)
    for change in ProcessPicture().changes(since: before) { trial.fails(change) }
  }

  private static func listen(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    guard let output = CapturedOutput() else { return trial.skips("there are no descriptors left") }
    var failure: RoundhouseError?
    do throws(RoundhouseError) { try agent.live(trial) } catch { failure = error }
    let written = output.end()
    if !written.isEmpty { trial.fails("it wrote \(Answer.short(written, limit: 80))") }
    if let failure { throw failure }
  }

  /// What was in use at one moment.
  private struct Use {
    let calls: Int
    let memory: Int
  }

  private static func countGrowth(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    guard HeapSize.inUse() != nil else { return trial.skips("this C library does not tell how much memory is in use") }
    let target = DirectTarget(try agent.instance())
    let wanted = trial.isSoak ? 100_000 : 2_000
    let time = trial.isSoak ? trial.options.duration : .seconds(6)
    for capability in agent.capabilities {
      let share = platform_now() &+ time / UInt64(agent.capabilities.count)
      countGrowth(trial, agent, target, capability, wanted, until: share)
    }
  }

  private static func countGrowth(
    _ trial: Trial, _ agent: DirectAgent, _ target: DirectTarget, _ capability: Capability, _ wanted: Int,
    until end: Nanoseconds
  ) {
    var numbers = trial.numbers()
    let payload = trial.examples(capability, agent.bundle, count: 1, &numbers)[0]
    trial.doing("answering \(capability.name) \(wanted) times")
    // Buffers that grow to their size, pools and caches are not what is looked for.
    ask(agent, target, capability, payload, wanted / 5, until: end)
    let before = ProcessResidue()
    var uses = series(agent, target, capability, payload, wanted, until: end)
    judgeResidue(trial, capability, uses, before)
    // What grows once may be a cache; what grows again, as fast, is a leak.
    if growth(uses) != nil {
      let more = platform_now() &+ (trial.isSoak ? .seconds(20) : .seconds(2))
      uses = series(agent, target, capability, payload, wanted, until: more)
    }
    judgeMemory(trial, capability, uses)
  }

  /// Asks so many times, and looks after each quarter how much is in use.
  private static func series(
    _ agent: DirectAgent, _ target: DirectTarget, _ capability: Capability, _ payload: [UInt8], _ count: Int,
    until end: Nanoseconds
  ) -> [Use] {
    var uses: [Use] = [use(agent, 0)]
    while uses.count <= 4, platform_now() < end {
      let made = ask(agent, target, capability, payload, count / 4, until: end)
      uses.append(use(agent, uses[uses.count - 1].calls + made))
    }
    return uses
  }

  @discardableResult
  private static func ask(
    _ agent: DirectAgent, _ target: DirectTarget, _ capability: Capability, _ payload: [UInt8], _ count: Int,
    until end: Nanoseconds
  ) -> Int {
    for made in 0..<count {
      guard platform_now() < end else { return made }
      let deadline = platform_now() &+ min(capability.timeout, TrialHost.patience)
      _ = DirectCall().run(target, capability, payload, deadline: deadline)
    }
    return count
  }

  private static func use(_ agent: DirectAgent, _ calls: Int) -> Use {
    agent.services.forgetState()
    // Threads that have answered may still be about to end.
    usleep(20_000)
    return Use(calls: calls, memory: HeapSize.inUse() ?? 0)
  }

  private static func judgeResidue(
    _ trial: Trial, _ capability: Capability, _ uses: [Use], _ before: ProcessResidue
  ) {
    let after = ProcessResidue()
    let growth = max(after.threads - before.threads, after.descriptors.count - before.descriptors.count)
    // Some more may be a pool that was filled late; a leak is one for each call.
    guard growth > 4 else { return }
    for what in after.surplus(over: before) where !what.contains("mapping") {
      trial.fails("\(capability.name): \(uses.last?.calls ?? 0) calls left \(what)")
    }
  }

  private static func judgeMemory(_ trial: Trial, _ capability: Capability, _ uses: [Use]) {
    let calls = uses.last?.calls ?? 0
    guard calls >= 100 else { return trial.notes("\(capability.name) is too slow to say: \(calls) calls") }
    guard let perCall = growth(uses) else { return trial.notes("\(capability.name): \(calls) calls, no growth") }
    let text =
      "\(capability.name) kept \(Int(perCall)) bytes of each of \(calls) calls, with the same payload each time"
    // A foreign function may open what nobody closes here.
    if (try? trial.bundle().manifest.kind) == .ffi { trial.warns(text) } else { trial.fails(text) }
  }

  /// Bytes for each call, if there was more in use after every quarter and it is worth a word; else nil.
  private static func growth(_ uses: [Use]) -> Double? {
    guard let first = uses.first, let last = uses.last, last.calls > 0 else { return nil }
    let growth = last.memory - first.memory
    let isSteady = zip(uses, uses.dropFirst()).allSatisfy { $1.memory > $0.memory }
    let perCall = Double(growth) / Double(last.calls)
    return isSteady && perCall >= 16 && growth >= 8 << 10 ? perCall : nil
  }
}
