import CPlatform
import FixtureBuilder
import Glibc
import RoundhouseIsolation
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// A program in a worker's place that speaks the protocol well and then talks nonsense: the host and its other agents
  /// must not mind. `Tests/Fixtures/Programs/rogue-worker.c` says what it does; the seed is in the test's name.
  @Suite struct RogueWorkers {
    private static let isSoak = getenv("ROUNDHOUSE_SOAK").map { String(cString: $0) } == "1"
    /// Seconds for each seed: ten minutes for both together, or a few seconds.
    private static let time: UInt64 = isSoak ? 300 : 4

    @Test(arguments: [20_260_731, UInt64.random(in: 1 ... .max >> 16)])
    func `whatever a worker writes, the host goes on and others are answered`(_ seed: UInt64) throws {
      let rogue = try Rogue(seed: seed)
      let good = try GoodNeighbours()
      let before = ProcessCounts.now
      try rogue.live(for: .seconds(Self.time))
      #expect(good.wrong == [], "seed \(seed)")
      #expect(good.right > 100, "seed \(seed)")
      // It lived, and was not only refused.
      #expect(rogue.answers > 0 && rogue.refusals > 0, "seed \(seed): \(rogue.account)")
      print("rogue worker, seed \(seed): \(rogue.account)")
      rogue.end()
      #expect(eventually { ProcessCounts.now.isNoMore(than: before) }, "seed \(seed): \(before), \(ProcessCounts.now)")
    }

    /// Each way alone, so that none hides behind the end that another one brings.
    @Test(arguments: "abcdefghijklmnop".map { String($0) })
    func `one kind of nonsense at a time harms nobody else`(_ way: String) throws {
      let rogue = try Rogue(seed: 7, ways: way)
      let good = try GoodNeighbours()
      try rogue.live(for: Self.isSoak ? .seconds(10) : .milliseconds(300))
      #expect(good.wrong == [])
      #expect(rogue.answers > 0, "\(rogue.account)")
      rogue.end()
    }
  }
}

/// A host with one agent that is the rogue, and callers of it.
private final class Rogue: Sendable {
  private let fixture: HostFixture
  private let answered = Atomic<Int>(0)
  private let refused = Atomic<Int>(0)
  private let words = Mutex<[String: Int]>([:])

  init(seed: UInt64, ways: String = "") throws {
    let program = try FixtureBuilder.program("rogue-worker")
    fixture = HostFixture { configuration in
      configuration.worker.program = program
      configuration.worker.spares = 0
    }
    let config = ways.isEmpty ? #"{"seed":\#(seed)}"# : #"{"seed":\#(seed),"ways":"\#(ways)"}"#
    try fixture.add("plain", id: "test.rogue", offers: ["rogue.do"], config: config) { manifest in
      manifest.tier = .worker
      manifest.permissions.call = ["*"]
      manifest.permissions.announce = ["rogue.*"]
    }
  }

  var answers: Int { answered.load(ordering: .relaxed) }
  var refusals: Int { refused.load(ordering: .relaxed) }

  /// What came of its calls and of its processes, for people.
  var account: String {
    let status = try? fixture.status("test.rogue")
    return "\(answers) answers, \(words.withLock { $0 }), \(status?.misbehaviours ?? 0) broken rules, "
      + "\(status?.worker?.endings ?? 0) ends, the last: \(status?.worker?.lastEnding ?? "")"
  }

  /// Asks it in every way that there is, and lifts its quarantine each time. Longer where it has not answered by then: on
  /// a busy machine it may not have begun.
  func live(for time: Nanoseconds) throws {
    let (end, lastEnd) = (platform_now() + time, platform_now() + time + .seconds(30))
    let crew = Crew(3) { [self] crew in
      var number = 0
      while platform_now() < (answers > 0 ? end : lastEnd) {
        number += 1
        ask(number)
      }
    }
    crew.wait(within: time + .seconds(60))
  }

  private func ask(_ number: Int) {
    let payload = String(repeating: "x", count: number % 50 == 0 ? 100_000 : number % 300)
    var options = CallOptions()
    options.deadline = milliseconds(number % 7 == 0 ? 20 : 200)
    options.session = number % 3 == 0 ? "talk" : ""
    options.wantsChunks = number % 5 == 0
    do throws(RoundhouseError) {
      if number % 2 == 0, !options.wantsChunks {
        _ = try fixture.host.callBlocking("rogue.do", Array(payload.utf8), options)
      } else {
        switch try fixture.host.begin("rogue.do", Array(payload.utf8), options) {
        case .done: break
        case .pending(let call): try settle(call, number)
        }
      }
      answered.add(1, ordering: .relaxed)
    } catch {
      refused.add(1, ordering: .relaxed)
      words.withLock { $0["\(error.code)", default: 0] += 1 }
      guard error.code == .noHealthyAgent else { return }
      // The operator lifts each quarantine, or nothing more would be heard of it.
      try? fixture.host.setEnabled("test.rogue", true)
      usleep(300)
    }
  }

  private func settle(_ call: PendingCall, _ number: Int) throws(RoundhouseError) {
    if number % 11 == 0 { call.cancel() }
    if call.options.wantsChunks {
      try? ChunkReader().read(call, pause: number % 2 == 0 ? 100 : 0)
      _ = try call.takeOutcome()
    } else {
      _ = try call.wait()
    }
  }

  /// Nothing of it is left: no call, no process.
  func end() {
    try? fixture.host.remove("test.rogue", deadline: milliseconds(100))
    #expect(fixture.unrest == "")
  }
}

/// Another host's view of the same process: agents of both tiers that are asked all the time.
private final class GoodNeighbours: Sendable {
  private let fixture = HostFixture()
  private let state: Mutex<(right: Int, wrong: [String])> = Mutex((0, []))
  private let crew = Mutex<Crew?>(nil)

  init() throws {
    try fixture.add("plain", id: "test.near", offers: ["text.near"]) { $0.tier = .worker }
    try fixture.add("noop", id: "test.here", offers: ["text.here"])
    let fixture = fixture
    let body: @Sendable (Crew) -> Void = { [weak self] crew in
      var number = 0
      while !crew.isStopped {
        number += 1
        let name = number % 2 == 0 ? "text.near" : "text.here"
        do throws(RoundhouseError) {
          let text = try fixture.ask(name, "\(number)").text
          self?.note(text == "\(number)" ? nil : "\(name) answered \(text) to \(number)")
        } catch {
          self?.note("\(error)")
        }
        usleep(500)
      }
    }
    crew.withLock { $0 = Crew(1, body) }
  }

  deinit { stop() }

  private func note(_ fault: String?) {
    state.withLock { state in
      if let fault { state.wrong.append(fault) } else { state.right += 1 }
    }
  }

  private func stop() { crew.withLock { $0 }?.stop() }

  var right: Int { state.withLock { $0.right } }
  /// What went wrong, in its order.
  var wrong: [String] { state.withLock { $0.wrong } }
}
