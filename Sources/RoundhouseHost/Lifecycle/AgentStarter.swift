internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// Creates agents one after another on a thread that may be lost to them.
///
/// An agent that does not come back from `create` or its self test in time is given up: the thread stays with it, what
/// it makes too late is destroyed, and the agents after it are created on another thread.
final class AgentStarter: Sendable {
  typealias Make = @Sendable (AgentBundle) throws(RoundhouseError) -> AgentRecord

  /// What has become of the agents so far. Errors stand apart: they are large, and hardly any agent has one.
  struct Results: Sendable {
    /// In the order of the bundles; nil for those that failed.
    fileprivate(set) var records: [AgentRecord?] = []
    fileprivate(set) var errors: [(place: Int, error: RoundhouseError)] = []

    fileprivate mutating func append(_ result: Result<AgentRecord, RoundhouseError>) {
      switch result {
      case .success(let record): records.append(record)
      case .failure(let error):
        errors.append((records.count, error))
        records.append(nil)
      }
    }
  }

  private struct State {
    var results = Results()
    /// When the agent was begun that is being made.
    var since: Nanoseconds = 0
    /// Counts the threads that were given up: results of earlier ones come too late.
    var epoch = 0
  }

  private let bundles: [AgentBundle]
  private let make: Make
  private let tooLate: @Sendable (AgentRecord) -> Void
  private let state = Mutex(State())
  private let word = Atomic<UInt32>(0)

  private init(_ bundles: [AgentBundle], _ make: @escaping Make, _ tooLate: @escaping @Sendable (AgentRecord) -> Void) {
    self.bundles = bundles
    self.make = make
    self.tooLate = tooLate
    state.withLock { $0.results.records.reserveCapacity(bundles.count) }
  }

  /// Makes each agent within its own time, and blocks this thread until all are made or given up.
  static func run(
    _ bundles: [AgentBundle], make: @escaping Make, tooLate: @escaping @Sendable (AgentRecord) -> Void
  ) -> Results {
    let starter = AgentStarter(bundles, make, tooLate)
    while let place = starter.nextPlace {
      guard starter.begin() else {
        starter.settle(.failure(starter.noThread(place)))
        continue
      }
      starter.wait()
    }
    return starter.state.withLock { $0.results }
  }

  /// The first agent that has no result yet.
  private var nextPlace: Int? {
    let count = state.withLock { $0.results.records.count }
    return count < bundles.count ? count : nil
  }

  private func begin() -> Bool {
    let epoch = state.withLock { state in
      state.since = platform_now()
      return state.epoch
    }
    word.store(0, ordering: .relaxed)
    return OwnThread.start("rh-create") { [self] in work(epoch) }
  }

  private func work(_ epoch: Int) {
    while let place = nextPlace {
      let result: Result<AgentRecord, RoundhouseError>
      do throws(RoundhouseError) {
        result = .success(try make(bundles[place]))
      } catch {
        result = .failure(error)
      }
      let isInTime = state.withLock { state in
        guard state.epoch == epoch else { return false }
        state.results.append(result)
        state.since = platform_now()
        return true
      }
      guard isInTime else {
        if case .success(let record) = result { tooLate(record) }
        return
      }
    }
    word.store(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  /// Waits until the thread is through, or one agent has taken too long.
  private func wait() {
    while word.load(ordering: .acquiring) == 0 {
      let (place, since) = state.withLock { ($0.results.records.count, $0.since) }
      guard place < bundles.count else {
        withUnsafePointer(to: word) { _ = platform_futex_wait($0, 0, platform_now() &+ .milliseconds(10)) }
        continue
      }
      let deadline = since &+ bundles[place].manifest.startTimeout
      if platform_now() < deadline {
        withUnsafePointer(to: word) { _ = platform_futex_wait($0, 0, deadline) }
      } else if giveUp(place, since) {
        return
      }
    }
  }

  /// Leaves the thread with the agent it is in.
  /// - Returns: false if the agent was made at this very moment.
  private func giveUp(_ place: Int, _ since: Nanoseconds) -> Bool {
    let error = late(bundles[place])
    return state.withLock { state in
      guard state.results.records.count == place, state.since == since else { return false }
      state.epoch += 1
      state.results.append(.failure(error))
      return true
    }
  }

  private func settle(_ result: Result<AgentRecord, RoundhouseError>) {
    state.withLock { $0.results.append(result) }
  }

  private func late(_ bundle: AgentBundle) -> RoundhouseError {
    RoundhouseError(
      .deadlineExceeded, "the agent did not finish starting within \(bundle.manifest.startTimeout / 1_000_000) ms",
      remedy: "make its create faster, or raise startTimeout in its manifest", agent: bundle.manifest.id,
      path: bundle.manifestPath)
  }

  private func noThread(_ place: Int) -> RoundhouseError {
    RoundhouseError(
      .overloaded, "the system gives no thread to create the agent on", remedy: "raise the limit of processes",
      agent: bundles[place].manifest.id, path: bundles[place].manifestPath)
  }
}
