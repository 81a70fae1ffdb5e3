internal import RoundhouseModel
internal import Synchronization

/// The replacements of one host: those that go on, what became of the others, and what agents can go back to.
final class Replacements: Sendable {
  struct State: Sendable {
    var running: [RunningReplacement] = []
    var history = ReplacementHistory()
    /// By agent, the latest last.
    var earlier: [String: [EarlierGeneration]] = [:]
    /// What operators said of an agent's next replacement.
    var wishes: [String: ReplacementSettings] = [:]
    /// What was said last of an agent whose standing alone was changed since it was made.
    var described: [String: AgentBundle] = [:]
    var probes = ProbeMemory()
  }

  let state = Mutex(State())
  /// How many go on: looked at ten times a second, mostly to find none.
  private let count = Atomic<Int>(0)
  private let keeper: HistoryKeeper?

  init(_ keeping: (any HistoryKeeping)?, log: any Logging) {
    keeper = keeping.map { HistoryKeeper($0, log: log) }
    guard let kept = keeper?.load(), !kept.isEmpty else { return }
    state.withLock { $0.history.restore(kept) }
  }

  var running: [RunningReplacement] {
    count.load(ordering: .acquiring) == 0 ? [] : state.withLock { $0.running }
  }

  func running(of agent: String) -> [RunningReplacement] { running.filter { $0.agent == agent } }

  /// The one whose new generation answers calls.
  func sharing(of agent: String) -> RunningReplacement? {
    running.first { $0.agent == agent && $0.phase == .sharing }
  }

  func add(_ replacement: RunningReplacement) {
    state.withLock { $0.running.append(replacement) }
    count.add(1, ordering: .acquiringAndReleasing)
  }

  /// Moves a replacement that has ended into the history.
  /// - Returns: false if that was done.
  func conclude(_ replacement: RunningReplacement) -> Bool {
    let kept: [ReplacementReport]? = state.withLock { state in
      guard let place = state.running.firstIndex(where: { $0 === replacement }) else { return nil }
      state.running.remove(at: place)
      let report = replacement.report
      state.history.append(report)
      if report.phase == .promoted { remember(replacement, &state) }
      return state.history.reports
    }
    guard let kept else { return false }
    count.subtract(1, ordering: .acquiringAndReleasing)
    keeper?.save(kept)
    return true
  }

  /// Forgets all that belongs to an agent which is no longer registered, except its history.
  func forget(_ agents: [String]) {
    state.withLock { state in
      for agent in agents {
        state.earlier[agent] = nil
        state.wishes[agent] = nil
        state.described[agent] = nil
      }
    }
  }

  /// Waits until the history is kept.
  func finish(until deadline: Nanoseconds) { keeper?.finish(until: deadline) }

  /// What was replaced can come back, unless the new generation is the same or came back itself.
  private func remember(_ replacement: RunningReplacement, _ state: inout State) {
    state.described[replacement.agent] = nil
    if replacement.report.isReturn {
      _ = state.earlier[replacement.agent]?.popLast()
      return
    }
    let old = EarlierGeneration(replacement.incumbent)
    guard let successor = replacement.successor, !old.isSame(as: successor) else { return }
    var earlier = state.earlier[replacement.agent] ?? []
    if earlier.count == EarlierGeneration.limit { earlier.removeFirst() }
    earlier.append(old)
    state.earlier[replacement.agent] = earlier
  }
}
