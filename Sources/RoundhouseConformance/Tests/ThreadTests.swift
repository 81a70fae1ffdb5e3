internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// R4: threads.
extension ConformanceSuite {
  static let threadTests = [
    ConformanceTest(
      "R4.concurrency", proves: "R4.1", "Asks as many times at once as the manifest allows", timeLimit: .seconds(90),
      body: askAtOnce),
    ConformanceTest(
      "R4.non-blocking", proves: "R4.2", "Measures what invoke does with its caller's thread", place: .table,
      body: measureHolds),
    ConformanceTest(
      "R4.slow-reader", proves: "R4.3", "Reads streams fast and slowly, and compares", timeLimit: .seconds(60),
      body: readSlowly),
    misdeedTest(
      "R4.waiting", proves: "R4.4", "Looks for functions that wait, called by an agent that must not",
      [.waitedOutsideBlocking]),
  ]

  /// What threads that ask at once saw.
  private final class Crowd: Sendable {
    let complaints = Mutex<[String]>([])
    let answered = Atomic<Int>(0)
    let left = Atomic<Int>(0)

    func complain(_ text: String) { complaints.withLock { if $0.count < 5 { $0.append(text) } } }
  }

  private static func askAtOnce(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    let count = min(max(bundle.manifest.concurrency.limit, 2), 64)
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities {
      let payload = trial.examples(capability, bundle, count: 1, &numbers)[0]
      trial.doing("answering \(capability.name) alone")
      let wanted = [host.ask(capability, payload), host.ask(capability, payload)]
      let reference = capability.isIdempotent && wanted[0].bytes == wanted[1].bytes ? wanted[0].bytes : nil
      trial.doing("answering \(capability.name) to \(count) callers at once")
      let share = trial.options.duration / UInt64(bundle.manifest.capabilities.count)
      let crowd = ask(host, capability, payload, count, for: trial.isSoak ? share : 0, reference)
      for complaint in crowd.complaints.withLock({ $0 }) { trial.fails("\(capability.name): \(complaint)") }
      if !crowd.complaints.withLock({ $0.isEmpty }) { return }
    }
    trial.notes("\(count) at once")
  }

  private static func ask(
    _ host: TrialHost, _ capability: Capability, _ payload: [UInt8], _ count: Int, for time: Nanoseconds,
    _ reference: [UInt8]?
  ) -> Crowd {
    let crowd = Crowd()
    let end = platform_now() &+ time
    crowd.left.store(count, ordering: .releasing)
    for _ in 0..<count {
      let isStarted = OwnThread.start("check-caller") {
        for round in 0... {
          if round >= 5, platform_now() >= end { break }
          // Not its own timeout: so many at once may take longer on a machine that is busy.
          let answer = host.ask(capability, payload, deadline: platform_now() &+ TrialHost.patience)
          if let reference, let bytes = answer.bytes, bytes != reference {
            crowd.complain(
              "answered \(Answer.short(bytes, limit: 60)) to what got \(Answer.short(reference, limit: 60)) alone")
          }
          if let error = answer.error, [.deadlineExceeded, .overloaded].contains(error.code) {
            crowd.complain(error.message)
          }
        }
        crowd.left.subtract(1, ordering: .releasing)
      }
      if !isStarted { crowd.left.subtract(1, ordering: .releasing) }
    }
    while crowd.left.load(ordering: .acquiring) > 0 { usleep(200) }
    return crowd
  }

  private static func measureHolds(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    guard !agent.bundle.manifest.isBlocking else { return trial.notes("declared blocking") }
    let limit = HostConfiguration().inlineLimit
    let target = DirectTarget(try agent.instance())
    var numbers = trial.numbers()
    for capability in agent.capabilities {
      trial.doing("answering \(capability.name)")
      var (worst, slow) = (DirectCall.Hold(), 0)
      for payload in trial.examples(capability, agent.bundle, count: 20, &numbers) {
        let call = DirectCall()
        _ = call.run(target, capability, payload, deadline: platform_now() &+ .seconds(2), patience: .seconds(2))
        let hold = call.hold
        if hold.time > worst.time { worst = hold }
        // Time that it computed is its own beyond doubt; a wait may have been for somebody else's lock.
        if hold.processor > limit { slow += 3 } else if hold.time > limit, hold.waits > 0 { slow += 1 }
      }
      guard slow >= 3 else { continue }
      trial.fails(
        "\(capability.name) held its caller's thread for \(worst.time / 1_000_000) ms, "
          + "\(worst.processor / 1_000_000) ms of them computing")
    }
  }

  private static func readSlowly(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    let streaming = bundle.manifest.capabilities.filter(\.isStreaming)
    if streaming.isEmpty { return trial.notes("no capability streams") }
    var numbers = trial.numbers()
    for capability in streaming {
      for payload in trial.examples(capability, bundle, count: 3, &numbers) {
        trial.doing("streaming \(capability.name)")
        let limit = min(capability.timeout, TrialHost.patience)
        let joined = host.ask(capability, payload)
        guard let whole = joined.bytes, let again = host.ask(capability, payload).bytes, whole == again else {
          continue
        }
        for pause in [0, 3_000] as [UInt32] {
          let stream = try ChunkReader().read(
            host.host, capability, payload, deadline: platform_now() &+ limit, pause: pause)
          if stream.bytes == whole { continue }
          trial.fails(
            "\(capability.name) sent \(stream.bytes.count) of \(whole.count) bytes in \(stream.chunks) chunks to a "
              + (pause == 0 ? "fast" : "slow") + " reader",
            expected: "the same bytes as when chunks are joined, whoever reads how fast")
          return
        }
        trial.notes("\(capability.name): \(whole.count) bytes")
      }
    }
  }
}
