internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// Creates agents on a thread that may be lost to them.
///
/// An agent that does not come back from `create` or its self test in time is given up: the thread stays with it, and
/// what it makes too late is destroyed.
final class AgentStarter: Sendable {
  private struct State {
    var result: Result<AgentRecord, RoundhouseError>?
    var isGivenUp = false
  }
  private let state = Mutex(State())
  private let word = Atomic<UInt32>(0)

  /// Runs `make` on a thread of its own, at longest for the given time.
  static func run(
    _ bundle: AgentBundle, limit: Nanoseconds, _ make: @escaping @Sendable () throws(RoundhouseError) -> AgentRecord,
    tooLate: @escaping @Sendable (AgentRecord) -> Void
  ) throws(RoundhouseError) -> AgentRecord {
    let starter = AgentStarter()
    let hasThread = OwnThread.start("rh-create") { starter.work(make, tooLate) }
    guard hasThread else {
      throw RoundhouseError(
        .overloaded, "the system gives no thread to create the agent on", remedy: "raise the limit of processes",
        agent: bundle.manifest.id)
    }
    return try starter.wait(bundle, until: platform_now() &+ limit)
  }

  private func work(
    _ make: @Sendable () throws(RoundhouseError) -> AgentRecord, _ tooLate: @Sendable (AgentRecord) -> Void
  ) {
    let result: Result<AgentRecord, RoundhouseError>
    do throws(RoundhouseError) {
      result = .success(try make())
    } catch {
      result = .failure(error)
    }
    let isGivenUp = state.withLock { state in
      state.result = result
      return state.isGivenUp
    }
    if isGivenUp {
      if case .success(let record) = result { tooLate(record) }
      return
    }
    word.store(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  private func wait(_ bundle: AgentBundle, until deadline: Nanoseconds) throws(RoundhouseError) -> AgentRecord {
    while word.load(ordering: .acquiring) == 0 {
      let error = withUnsafePointer(to: word) { platform_futex_wait($0, 0, deadline) }
      if error == ETIMEDOUT { break }
    }
    let result = state.withLock { state in
      if state.result == nil { state.isGivenUp = true }
      return state.result
    }
    guard let result else {
      throw RoundhouseError(
        .deadlineExceeded, "the agent did not finish starting within \(bundle.manifest.startTimeout / 1_000_000) ms",
        remedy: "make its create faster, or raise startTimeout in its manifest", agent: bundle.manifest.id,
        path: bundle.manifestPath)
    }
    return try result.get()
  }
}
