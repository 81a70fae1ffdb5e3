internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// The processes of one instance, one after another: what is known of the present one, and what follows its end.
final class WorkerLife: Sendable {
  enum Phase: Equatable {
    case starting, running
    /// Its process has ended; a restart is on its way.
    case down
    case quarantined
    /// The instance is over.
    case over
  }

  struct State {
    var phase = Phase.starting
    var process: LaunchedWorker?
    var region: SharedRegion?
    var group: WorkerGroup?
    var keys: [WorkerLoop.Key] = []
    var ready = WorkerReport.Ready(reportsHealth: false, handsOverState: false, library: "", gaps: [])
    var policy = RestartPolicy()
    var restarts = 0
    var endings = 0
    var lastEnding = ""
    /// Why the host has ended the process; empty if it ended by itself.
    var killReason = ""
    var memory: UInt64 = 0
    var output = OutputLines()
    /// Whether it reads what it is sent.
    var reading = ReadingWatch(since: 0)
    /// What the agent said of itself last.
    var report = HealthReport(state: .healthy)
    var observer: (@Sendable (WorkerChange) -> Void)?
  }

  let plan: WorkerPlan
  let state = Mutex(State())
  /// A worker that is refused so often within a second does not listen.
  static let refusalLimit = 2000

  private let openQuestions = Atomic<Int>(0)
  private let refusals = Mutex((windowStart: Nanoseconds(0), count: 0))

  init(_ plan: WorkerPlan) { self.plan = plan }

  var ready: WorkerReport.Ready { state.withLock { $0.ready } }

  /// Why calls cannot reach it, for their error.
  var whyDown: String {
    state.withLock { state in
      switch state.phase {
      case .starting, .running: "is being started"
      case .down: "is being restarted: \(state.lastEnding)"
      case .quarantined: "is in quarantine: \(state.lastEnding)"
      case .over: "was ended"
      }
    }
  }

  var figures: WorkerFigures {
    state.withLock { state in
      var status = WorkerFigures()
      status.process = state.process?.process.id ?? 0
      status.restarts = state.restarts
      status.endings = state.endings
      status.lastEnding = state.lastEnding
      status.memory = state.memory
      status.gaps = state.ready.gaps
      return status
    }
  }

  /// Ends the process, and says why.
  func kill(_ reason: String) {
    let process = state.withLock { state -> LaunchedWorker? in
      if state.killReason.isEmpty { state.killReason = reason }
      return state.process
    }
    process?.process.kill()
  }

  func tell(_ change: WorkerChange) { state.withLock { $0.observer }?(change) }

  /// Keeps what the agent says of itself; nil if it is too busy to be asked, which is no news.
  func noted(_ report: HealthReport?) -> HealthReport {
    state.withLock { state in
      if let report { state.report = report }
      return state.report
    }
  }

  /// The loop is to read, because the worker sends more than a caller has time for.
  func callLoop() {
    // Held until it is told: its descriptor may be another file's once it is gone.
    guard let process = state.withLock({ $0.process }) else { return }
    withExtendedLifetime(process) { _ = eventfd_write(process.event, 1) }
  }

  /// More open questions than this are refused, so that a worker cannot fill the host with them.
  private static let questionLimit = 1024
  /// Of those with long payloads, fewer.
  private static let longQuestionLimit = 64

  var hasRoomForLongQuestion: Bool { openQuestions.load(ordering: .relaxed) < WorkerLife.longQuestionLimit }

  /// Balanced by `endQuestion`, whatever it says.
  func beginQuestion() -> Bool { openQuestions.add(1, ordering: .relaxed).newValue <= WorkerLife.questionLimit }

  /// Counts a question that was refused because there are too many.
  /// - Returns: whether the worker should be ended for it.
  func isFlood(_ now: Nanoseconds) -> Bool {
    refusals.withLock { refusals in
      if now >= refusals.windowStart &+ .seconds(1) { refusals = (now, 0) }
      refusals.count += 1
      return refusals.count > WorkerLife.refusalLimit
    }
  }

  func endQuestion() { openQuestions.subtract(1, ordering: .relaxed) }

  /// The process prints nothing more: nobody need look.
  func closeOutput(of process: LaunchedWorker) {
    let key = state.withLock { state in state.process === process ? state.keys.last : nil }
    if let key { plan.pool.loop.forget(key) }
  }
}
