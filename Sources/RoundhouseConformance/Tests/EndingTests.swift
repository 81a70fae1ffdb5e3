internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseLoading
internal import RoundhouseModel

// R7: life and death of instances.
extension ConformanceSuite {
  static let endingTests = [
    ConformanceTest(
      "R7.two-instances", proves: "R7.1", "Creates two, ends one, and asks the other", place: .table, isNative: true,
      body: createTwo),
    ConformanceTest(
      "R7.leaves-nothing", proves: "R7.2", "Counts threads, descriptors and mappings over some lives",
      place: .process, body: countResidue),
    ConformanceTest(
      "R7.in-time", proves: "R7.3", "Takes the time of health, drain and destroy", place: .table,
      timeLimit: .seconds(15), body: takeTimes),
    ConformanceTest(
      "R7.state", proves: "R7.5", "Saves state, loads it into another instance, and loads what is none",
      place: .table, isNative: true, body: moveState),
    ConformanceTest(
      "R7.refused-configuration", proves: "R7.6", "Creates it with configurations that make no sense", place: .table,
      isNative: true, body: createWithNonsense),
  ]

  private static func createTwo(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let table = try agent.table()
    trial.doing("it was created")
    let first = try agent.probed(table)
    trial.doing("it was created a second time")
    let second = try agent.probed(table)
    if first.context == second.context {
      let text = "create returned the same instance twice"
      if agent.bundle.manifest.instances > 1 { trial.fails(text) } else { trial.warns(text) }
    }
    agent.askAll(trial, DirectTarget(second))
    trial.doing("the second instance was destroyed")
    second.destroy()
    if first.context == second.context { return }
    agent.askAll(trial, DirectTarget(first))
    trial.doing("the first instance was destroyed")
    first.destroy()
  }

  private static func countResidue(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    // The first life leaves what a library keeps for the whole process.
    try agent.live(trial)
    let lives = 3
    // What appears once may be a pool that was filled late; what appears again is left by each life.
    if try leavings(trial, agent, lives).isEmpty { return }
    for what in try leavings(trial, agent, lives) { trial.fails("\(lives) lives left \(what)") }
  }

  /// What there is more of after some lives, once all that ends by itself has had its time.
  private static func leavings(_ trial: Trial, _ agent: DirectAgent, _ lives: Int) throws(RoundhouseError) -> [String] {
    let before = ProcessResidue()
    for _ in 0..<lives { try agent.live(trial) }
    trial.doing("its threads were given time to end")
    let deadline = platform_now() &+ .seconds(2)
    var surplus = ProcessResidue().surplus(over: before)
    while !surplus.isEmpty, platform_now() < deadline {
      usleep(10_000)
      surplus = ProcessResidue().surplus(over: before)
    }
    return surplus
  }

  private static func takeTimes(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let instance = try agent.instance()
    agent.askAll(trial, DirectTarget(instance))
    let healthLimit = agent.bundle.manifest.health.timeout
    if instance.reportsHealth {
      trial.doing("its health was asked for")
      let time = measure { _ = instance.checkHealth() }
      if time > healthLimit {
        trial.fails("health took \(time / 1_000_000) ms, its timeout is \(healthLimit / 1_000_000) ms")
      }
    }
    trial.doing("it was drained")
    let drain = measure { instance.drain(until: platform_now() &+ .seconds(1)) }
    if drain > .milliseconds(1_500) {
      trial.fails("drain took \(drain / 1_000_000) ms, its deadline came after 1000 ms")
    }
    trial.doing("it was destroyed")
    let destroy = measure { instance.destroy() }
    if destroy > .seconds(1) { trial.fails("destroy took \(destroy / 1_000_000) ms") }
    trial.notes("drain \(drain / 1_000) µs, destroy \(destroy / 1_000) µs")
  }

  private static func measure(_ body: () -> Void) -> Nanoseconds {
    let begun = platform_now()
    body()
    return platform_now() - begun
  }

  private static func moveState(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let table = try agent.table()
    let old = try agent.probed(table)
    agent.askAll(trial, DirectTarget(old))
    old.drain(until: platform_now() &+ .seconds(1))
    trial.doing("it saved its state")
    guard let saved = old.saveState() else { return trial.notes("keeps no state") }
    guard saved.status == 0 else { return trial.fails("save returned \(saved.status)") }
    if saved.chunks > 1, old.saveState(refusing: 0)?.wroteOn == true {
      trial.fails("save went on after write had refused a chunk", expected: "it stops at the first that is not RH_OK")
    }
    trial.doing("it loaded the state of another instance")
    let new = try agent.probed(table)
    if let status = new.loadState(saved.bytes), status != 0 {
      trial.fails("load of what save wrote returned \(status)")
    }
    if new.saveState()?.status != 0 { trial.fails("save of what was loaded failed") }
    agent.askAll(trial, DirectTarget(new))
    try loadNonsense(trial, agent, table, saved.bytes)
    trial.notes("\(saved.bytes.count) bytes in \(saved.chunks) chunk(s)")
  }

  private static func loadNonsense(
    _ trial: Trial, _ agent: DirectAgent, _ table: AgentTable, _ bytes: [UInt8]
  ) throws(RoundhouseError) {
    var numbers = trial.numbers()
    var accepted = 0
    for count in 0..<20 {
      let damaged = count == 0 ? numbers.bytes(64) : PayloadDamage.damaged(bytes, &numbers)
      trial.doing("it loaded what is no state: \(Answer.short(damaged, limit: 60))")
      let instance = try agent.probed(table)
      if instance.loadState(damaged) == 0, count == 0 { accepted += 1 }
      instance.destroy()
    }
    if accepted > 0 { trial.warns("load took 64 random bytes for a state") }
  }
}
