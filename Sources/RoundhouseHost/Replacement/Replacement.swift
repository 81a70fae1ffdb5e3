internal import RoundhouseModel

/// One replacement of an agent's generation by the next. Pure: what happened comes in as events, what is to be done
/// goes out as actions, each of them once; time comes in as `now`.
struct Replacement: Sendable, Equatable {
  typealias Phase = ReplacementReport.Phase

  enum Event: Sendable, Equatable {
    /// The bundle has stood the probe, or there is none.
    case probed
    /// The new generation is made and tested.
    case created(Way)
    /// It did not come that far.
    case failed(String)
    /// Time has passed, and this is how the calls went.
    case looked(Comparison)
    /// The new generation crashed, broke a rule, or is not healthy.
    case unwell(String)
    /// The state was handed over, or there is none any more: the text says which.
    case handedOver(String)
    case changed(ReplacementSettings)
    /// An operator's word.
    case ordered(Order)
  }

  /// How the new generation comes in.
  enum Way: Sendable, Equatable {
    case share
    /// It takes over the old one's state, so there is no moment in which both could answer.
    case handOver
    /// There is nothing to compare, and why.
    case atOnce(String)
  }

  enum Order: Sendable, Equatable {
    case promote
    case rollBack(String)
  }

  enum Action: Sendable, Equatable {
    case nothing
    case create
    case share(Int)
    case handOver
    case promote(String)
    case rollBack(String)
  }

  /// Nobody is promoted sooner: the first calls of a process say little of those that follow. On a busy machine it takes
  /// as long as a doubt.
  private static let settling = Nanoseconds.milliseconds(500)
  /// Nobody is taken back for its time sooner, because a busy machine may let a process wait for as long as that.
  private static let doubt = Nanoseconds.seconds(1)

  /// How long the new generation may take to be probed, made, and given the state, each.
  let patience: Nanoseconds
  private(set) var policy: ReplacementPolicy
  private(set) var phase = Phase.probing
  private var since: Nanoseconds
  /// When somebody last asked the agent.
  private var lastCall: Nanoseconds
  private var seenCalls: UInt64 = 0
  private var course: ComparisonCourse

  init(_ policy: ReplacementPolicy, patience: Nanoseconds, now: Nanoseconds) {
    self.policy = policy
    self.patience = patience
    since = now
    lastCall = now
    course = ComparisonCourse(since: now)
  }

  /// Takes note of what happened.
  mutating func event(_ event: Event, now: Nanoseconds) -> Action {
    if phase.isEnd { return .nothing }
    switch event {
    case .failed(let reason), .unwell(let reason), .ordered(.rollBack(let reason)): return end(.rolledBack, reason)
    case .changed(let settings): return change(settings)
    case .probed: return phase == .probing ? enter(.creating, now, .create) : .nothing
    case .created(let way): return phase == .creating ? come(way, now) : .nothing
    case .looked(let comparison): return look(comparison, now)
    case .handedOver(let reason): return phase == .handingOver ? end(.promoted, reason) : .nothing
    case .ordered(.promote): return phase == .sharing ? end(.promoted, "an operator promoted it") : .nothing
    }
  }

  private mutating func come(_ way: Way, _ now: Nanoseconds) -> Action {
    switch way {
    case .share:
      lastCall = now
      course = ComparisonCourse(since: now)
      return enter(.sharing, now, .share(policy.share))
    case .handOver: return enter(.handingOver, now, .handOver)
    case .atOnce(let reason): return end(.promoted, reason)
    }
  }

  private mutating func change(_ settings: ReplacementSettings) -> Action {
    policy = settings.applied(to: policy)
    return phase == .sharing ? .share(policy.share) : .nothing
  }

  private mutating func look(_ comparison: Comparison, _ now: Nanoseconds) -> Action {
    guard phase == .sharing else {
      // A hand-over watches its own time: it alone knows whether the old generation can go on.
      return phase != .handingOver && now > since &+ patience ? end(.rolledBack, overdue) : .nothing
    }
    if let reason = comparison.failures(policy, isLast: false) { return end(.rolledBack, reason) }
    course.look(comparison, policy, now: now)
    let slowness = course.slowness(policy)
    if let slowness, now >= since &+ Self.doubt { return end(.rolledBack, slowness) }
    if comparison.calls != seenCalls || comparison.isAsked { (seenCalls, lastCall) = (comparison.calls, now) }
    if policy.hold { return .nothing }
    let settled = since &+ (comparison.isCalm ? Self.settling : Self.doubt)
    if slowness == nil, comparison.successor.calls >= UInt64(policy.calls), now >= settled {
      return end(.promoted, "no worse than the generation before in \(comparison.successor.calls) calls")
    }
    if now >= lastCall &+ policy.quiet { return decide(comparison, "nobody has asked it for a while") }
    if now >= since &+ policy.timeout { return decide(comparison, "the time to compare is over") }
    return .nothing
  }

  /// Decides on what has been seen, little as it is.
  private mutating func decide(_ comparison: Comparison, _ occasion: String) -> Action {
    if let reason = comparison.failures(policy, isLast: true) ?? course.slowness(policy) {
      return end(.rolledBack, reason)
    }
    return end(.promoted, "\(occasion), and nothing speaks against it in \(comparison.successor.calls) calls")
  }

  private var overdue: String { "\(phase.rawValue) took longer than \(patience / 1_000_000) ms" }

  private mutating func enter(_ next: Phase, _ now: Nanoseconds, _ action: Action) -> Action {
    (phase, since) = (next, now)
    return action
  }

  private mutating func end(_ end: Phase, _ reason: String) -> Action {
    phase = end
    return end == .promoted ? .promote(reason) : .rollBack(reason)
  }
}
