import CPlatform
import FixtureBuilder
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import RunLives
import Testing

/// A wall clock that is set forward and back while runs sleep, have deadlines and wait in queues. Set back, nothing waits
/// longer than it was to; set forward, what is due by the clock is due.
struct ClockTests {
  private static let hour: Int64 = 3_600

  let folder: TemporaryFolder
  /// Of all lives of the test's host.
  let store: SQLiteRunStore
  let clock = SetClock()

  init() throws {
    folder = try TemporaryFolder()
    var settings = RunStoreSettings()
    settings.ballast = 0
    store = try RunFolder(path: folder.path + "/runs").claim(settings)
  }

  @Test("A sleep ends in its time, whatever the clock is set to meanwhile", arguments: [hour, -hour, 100 * hour])
  func sleep(jump: Int64) async throws {
    let runs = try await start()
    let began = platform_now()
    let number = try await runs.submit("nap")
    try await Task.sleep(for: .milliseconds(50))
    clock.set(by: jump)
    #expect(try await runs.outcome(of: number).state == .completed)
    #expect(platform_now() - began < .seconds(20))
    if jump < 0 { #expect(platform_now() - began >= .milliseconds(199)) }
    await runs.stop()
  }

  @Test("A sleep that a restart cuts in two is no longer for a clock that was set back meanwhile")
  func sleepAcrossLives() async throws {
    let first = try await start()
    let number = try await first.submit("nap")
    try await eventually { try await first.details(of: number).1.contains { $0.kind == .sleep } }
    await first.stop()
    clock.set(by: -Self.hour)
    let second = try await start()
    #expect(try await second.outcome(of: number).state == .completed)
    await second.stop()
  }

  @Test("A run's time is what it was given, whatever the clock is set to", arguments: [hour, -hour])
  func timeout(jump: Int64) async throws {
    let runs = try await start()
    var options = RunOptions()
    options.timeout = .seconds(30)
    let patient = try await runs.submit("nap", [], options)
    options.timeout = .milliseconds(300)
    let stuck = try await runs.submit("stuck", [], options)
    clock.set(by: jump)
    #expect(try await runs.outcome(of: patient).state == .completed)
    #expect(try await runs.outcome(of: stuck).state == .timedOut)
    await runs.stop()
  }

  @Test("Over a restart, a clock set forward ends a run that is out of time; one set back gives it no more than it had")
  func timeoutAcrossLives() async throws {
    for (jump, state) in [(Self.hour, RunState.timedOut), (-Self.hour, .timedOut)] {
      let first = try await start()
      var options = RunOptions()
      options.timeout = jump > 0 ? .seconds(60) : .milliseconds(400)
      let number = try await first.submit("stuck", [], options)
      await first.stop()
      clock.set(by: jump)
      let second = try await start()
      #expect(try await second.outcome(of: number).state == state)
      await second.stop()
    }
  }

  @Test("Jobs are taken in their time although the clock is set back; set forward, delayed ones are due at once")
  func jobs() async throws {
    let runs = try await start()
    // No place is free at first, so that they wait.
    runs.limitJobs(to: 0)
    var options = JobOptions()
    options.retry = Retry(.fixed, retries: 2, base: .milliseconds(50), jitter: 0)
    let soon = try await runs.enqueue("fails-once", [], options)
    options.delay = .milliseconds(300)
    let later = try await runs.enqueue("fails-once", [], options)
    clock.set(by: -Self.hour)
    runs.limitJobs(to: 4)
    for job in [soon, later] { #expect(try await runs.outcome(of: job).state == .completed) }
    runs.limitJobs(to: 0)
    options.delay = .seconds(1_800)
    let muchLater = try await runs.enqueue("fails-once", [], options)
    clock.set(by: 2 * Self.hour)
    runs.limitJobs(to: 4)
    #expect(try await runs.outcome(of: muchLater).state == .completed)
    await runs.stop()
  }

  @Test("After a restart with a clock that was set back, runs have numbers of their own, and come after the older ones")
  func numbers() async throws {
    let still = StillClock()
    var numbers: [RunNumber] = []
    for life in 0..<3 {
      // To the same millisecond, then to an earlier one.
      if life == 2 { still.setBack() }
      let runs = try await start(still)
      for _ in 0..<3 {
        let number = try await runs.submit("quick")
        numbers.append(number)
        #expect(try await runs.outcome(of: number).state == .completed)
      }
      await runs.stop()
    }
    #expect(Set(numbers).count == 9)
    #expect(numbers == numbers.sorted())
  }

  /// A host's runs on the clock of this test.
  private func start(_ clock: (any Clock)? = nil) async throws -> Runs {
    let runs = try Runs(store: store, agents: NobodyAnswers(), clock: clock ?? self.clock)
    runs.register(Workflow("quick") { _, _ in [] })
    runs.register(
      Workflow("nap") { run, _ in
        try await run.sleep("nap", for: .milliseconds(200))
        return []
      })
    runs.register(Workflow("stuck") { run, _ in try await run.call("nobody.answers").bytes })
    runs.register(
      Workflow("fails-once") { run, _ in
        guard run.isReplaying else {
          _ = try await run.step("first") { [] }
          throw RoundhouseError(.agentError, "the first time")
        }
        return try await run.step("first") { [] }
      })
    try await runs.start()
    return runs
  }
}
