import AgentFixtures
import CPlatform
import FixtureBuilder
import Glibc
import RoundhouseIsolation
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

/// All tests of a living host, one after another: they count threads, places and milliseconds.
@Suite(.serialized) struct HostTests {}

/// A real host with agents in C, a log that is kept, and state in memory.
final class HostFixture: Sendable {
  let host: Host
  let log: KeptLog
  let metrics = KeptMetrics()
  let state = MemoryState()

  init(
    _ tune: (inout HostConfiguration) -> Void = { _ in }, probe: (any AgentProbing)? = nil,
    history: (any HistoryKeeping)? = nil, listenerIsHeld: @escaping @Sendable () -> Void = {}
  ) {
    var configuration = HostConfiguration()
    configuration.worker.program = FixtureBuilder.confined + "/roundhouse-worker"
    tune(&configuration)
    log = KeptLog()
    host = Host(
      configuration,
      HostSurroundings(
        log: log, metrics: metrics, state: state, probe: probe, history: history, listenerIsHeld: listenerIsHeld))
  }

  /// Where every agent lives in this run of the tests, if the environment says so: `ROUNDHOUSE_TEST_TIER=worker` holds
  /// the worker to what the tests say of the host.
  static let everyTier = getenv("ROUNDHOUSE_TEST_TIER").flatMap { Tier(rawValue: String(cString: $0)) }

  deinit { host.drain(until: platform_now() + .milliseconds(200)) }

  /// A bundle over the library of one fixture.
  func bundle(
    _ fixture: String, id: String = "", offers names: [String], trusted: Bool = true, config: String = "{}",
    settings: AgentSettings = AgentSettings(), _ change: (inout Manifest) -> Void = { _ in }
  ) throws -> AgentBundle {
    var bundle = try AgentBundle(
      fixture: fixture, id: id, offers: names, trusted: trusted, config: config, change)
    bundle.tier = HostFixture.everyTier
    bundle.settings = settings
    return bundle
  }

  /// Adds one agent.
  func add(
    _ fixture: String, id: String = "", offers names: [String], trusted: Bool = true, config: String = "{}",
    settings: AgentSettings = AgentSettings(), _ change: (inout Manifest) -> Void = { _ in }
  ) throws {
    try host.add(
      bundle(fixture, id: id, offers: names, trusted: trusted, config: config, settings: settings, change))
  }

  /// What came of one call.
  struct Answer: Sendable {
    var text: String
    var agent: String
    var attempts: Int
    var contentType: String
    var usage: Usage
  }

  /// Asks, and blocks until there is an answer.
  func ask(
    _ capability: String, _ payload: String = "hello", _ change: (inout CallOptions) -> Void = { _ in }
  ) throws(RoundhouseError) -> Answer {
    var options = CallOptions()
    change(&options)
    let reply = try host.callBlocking(capability, Array(payload.utf8), options)
    return Answer(
      text: String(decoding: reply.bytes, as: UTF8.self), agent: reply.agent, attempts: reply.attempts,
      contentType: reply.contentType, usage: reply.usage)
  }

  /// Asks, and expects an error.
  func failure(
    _ capability: String, _ payload: String = "hello", _ change: (inout CallOptions) -> Void = { _ in }
  ) -> RoundhouseError? {
    do throws(RoundhouseError) {
      _ = try ask(capability, payload, change)
      return nil
    } catch {
      return error
    }
  }

  /// Begins a call that is expected not to be answered at once.
  func begin(
    _ capability: String, _ payload: String = "hello", _ change: (inout CallOptions) -> Void = { _ in }
  ) throws(RoundhouseError) -> PendingCall? {
    var options = CallOptions()
    change(&options)
    switch try host.begin(capability, Array(payload.utf8), options) {
    case .done: return nil
    case .pending(let call): return call
    }
  }

  /// How often each agent answers so many calls.
  func answers(
    _ count: Int, _ capability: String, _ change: (inout CallOptions) -> Void = { _ in }
  ) throws(RoundhouseError) -> [String: Int] {
    var answers: [String: Int] = [:]
    for _ in 0..<count { answers[try ask(capability, "x", change).agent, default: 0] += 1 }
    return answers
  }

  func status(_ id: String) throws(RoundhouseError) -> AgentStatus { try host.agent(id) }

  /// What is left of calls, once it has changed no more; empty when nothing is.
  var unrest: String {
    var left = ""
    _ = eventually {
      let s = host.statistics()
      let figures = [s.inFlight, s.queued, s.stuckCalls, s.stuckThreads]
      left = figures == [0, 0, 0, 0] ? "" : "in flight, queued, stuck calls, stuck threads: \(figures)"
      return left.isEmpty
    }
    return left
  }
}

/// The time so many milliseconds from now, as deadlines want it.
func milliseconds(_ count: UInt64) -> Nanoseconds { platform_now() + .milliseconds(count) }
