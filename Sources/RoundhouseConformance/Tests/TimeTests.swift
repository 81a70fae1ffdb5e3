internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// R5 and R6: deadlines, cancellation, and what answers are made of.
extension ConformanceSuite {
  static let timeTests = [
    ConformanceTest(
      "R5.near-deadline", proves: "R5.1", "Asks with deadlines that pass while it answers", body: askShortly),
    ConformanceTest(
      "R5.past-deadline", proves: "R5.1", "Asks with a deadline that has passed", place: .table, body: askTooLate),
    ConformanceTest(
      "R5.cancellation", proves: "R5.2", "Gives calls up at once, a little later, and when they are done",
      body: giveUp),
    ConformanceTest(
      "R5.late-cancel", proves: "R5.2", "Cancels while invoke runs, and calls that are complete", place: .table,
      body: cancelAnytime),
    ConformanceTest(
      "R6.content-type", proves: "R6.1", "Reads answers as what they say they are", weight: .should,
      body: readAnswers),
  ]

  /// How long after its deadline a call may still be open.
  private static let grace = Nanoseconds.seconds(3)

  private static func askShortly(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities {
      let payload = trial.examples(capability, bundle, count: 1, &numbers)[0]
      trial.doing("answering \(capability.name) with little time")
      for time in [20, 200, 2_000, 20_000] as [UInt64] {
        let answer = host.ask(capability, payload, deadline: platform_now() &+ .microseconds(time))
        if answer.isCrash { return }
      }
      let left = try host.settle(until: platform_now() &+ grace)
      if left > 0 {
        return trial.fails("\(capability.name): \(left) call(s) were not completed 3 s after their deadline")
      }
    }
  }

  private static func askTooLate(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let target = DirectTarget(try agent.instance())
    var numbers = trial.numbers()
    for capability in agent.capabilities {
      let payload = trial.examples(capability, agent.bundle, count: 1, &numbers)[0]
      trial.doing("answering \(capability.name) after its deadline")
      let outcome = DirectCall().run(
        target, capability, payload, deadline: platform_now() - .seconds(1), patience: grace)
      guard case .late = outcome else { continue }
      return trial.fails("\(capability.name), asked after its deadline, was not completed within 3 s")
    }
  }

  private static func giveUp(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities {
      let payload = trial.examples(capability, bundle, count: 1, &numbers)[0]
      trial.doing("its calls of \(capability.name) were cancelled")
      for pause in [0, 100, 5_000] as [UInt32] { try cancel(host, capability, payload, after: pause) }
      let left = try host.settle(until: platform_now() &+ grace)
      if left > 0 { return trial.fails("\(capability.name): \(left) cancelled call(s) were not completed within 3 s") }
    }
  }

  private static func cancel(
    _ host: TrialHost, _ capability: Capability, _ payload: [UInt8], after pause: UInt32
  ) throws(RoundhouseError) {
    do throws(RoundhouseError) {
      switch try host.host.begin(capability.name, payload, CallOptions()) {
      case .done: return
      case .pending(let call):
        // The moment within the call is what is tried; nothing waits for it.
        if pause > 0 { usleep(pause) }
        call.cancel()
        _ = try call.wait().attempts
      }
    } catch {
      guard error.code != .agentCrashed else { throw error }
    }
  }

  private static func cancelAnytime(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let instance = try agent.instance()
    var numbers = trial.numbers()
    for capability in agent.capabilities {
      let payload = trial.examples(capability, agent.bundle, count: 1, &numbers)[0]
      let call = DirectCall()
      let isOver = Over()
      trial.doing("its call of \(capability.name) was cancelled from another thread")
      _ = OwnThread.start("check-caller") {
        _ = call.run(DirectTarget(instance), capability, payload, deadline: platform_now() &+ .seconds(5))
        isOver.flag.store(true, ordering: .releasing)
      }
      let limit = platform_now() &+ .seconds(15)
      while call.token == 0, platform_now() < limit { usleep(10) }
      let begun = platform_now()
      instance.cancel(call.token)
      let time = (platform_now() - begun) / 1_000_000
      if time > 100 { trial.fails("cancel of \(capability.name) took \(time) ms", expected: "cancel returns at once") }
      while !isOver.flag.load(ordering: .acquiring), platform_now() < limit { usleep(100) }
      if case .late = call.outcome { return trial.fails("\(capability.name) was cancelled and not completed") }
      trial.doing("its call of \(capability.name) was cancelled after its completion")
      instance.cancel(call.token)
    }
  }

  private final class Over: Sendable { let flag = Atomic<Bool>(false) }

  private static func readAnswers(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities {
      for payload in trial.examples(capability, bundle, count: 3, &numbers) {
        trial.doing("answering \(capability.name)")
        let answer = host.ask(capability, payload)
        guard let bytes = answer.bytes, !bytes.isEmpty else { continue }
        let isText = answer.contentType.hasPrefix("text/")
        let isJSON = answer.contentType.hasPrefix("application/json")
        if isJSON, (try? JSONDocument(parsing: bytes)) == nil {
          trial.fails("\(capability.name) says \(answer.contentType) and answers \(Answer.short(bytes, limit: 60))")
          break
        }
        if isText, String(validating: bytes, as: UTF8.self) == nil {
          trial.fails("\(capability.name) says \(answer.contentType), and its answer is not UTF-8")
          break
        }
      }
    }
  }
}
