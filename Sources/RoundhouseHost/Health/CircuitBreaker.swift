internal import RoundhouseModel

/// Whether one agent may be asked for one capability, by how its last calls went. Pure: time comes in as `now`.
struct CircuitBreaker: Sendable, Equatable {
  private let policy: BreakerPolicy
  private(set) var state = BreakerState.closed
  private(set) var failures = 0
  private var successes = 0
  /// Whether a trial call is on its way; no other one passes then.
  private(set) var isOnTrial = false
  private var openTime: Nanoseconds
  /// When a trial call may pass, while open.
  private(set) var trialTime: Nanoseconds = 0

  init(_ policy: BreakerPolicy) {
    self.policy = policy
    openTime = policy.openTime
  }

  /// A call went wrong in a way that is the agent's fault.
  mutating func failed(now: Nanoseconds) {
    failures += 1
    switch state {
    case .closed:
      if failures >= policy.failureThreshold { open(now) }
    case .halfOpen:
      openTime = min(openTime * 2, policy.maximumOpenTime)
      open(now)
    case .open:
      // A call that began before it opened; it says nothing new.
      break
    }
  }

  /// A call went well.
  mutating func succeeded() {
    failures = 0
    guard state == .halfOpen else {
      // While open, a success of a call that began earlier does not shorten the pause.
      return
    }
    isOnTrial = false
    successes += 1
    if successes >= policy.successThreshold { close() }
  }

  /// Asks to let one trial call pass.
  /// - Returns: whether it may.
  mutating func beginTrial(now: Nanoseconds) -> Bool {
    guard state != .closed else { return true }
    guard !isOnTrial, now >= trialTime else { return false }
    state = .halfOpen
    isOnTrial = true
    return true
  }

  /// The trial call ended without a verdict, cancelled for instance: the next one may try.
  mutating func trialForgotten(now: Nanoseconds) {
    guard state == .halfOpen else { return }
    isOnTrial = false
    trialTime = now
  }

  /// An operator says that all is well.
  mutating func close() {
    state = .closed
    isOnTrial = false
    failures = 0
    successes = 0
    trialTime = 0
    openTime = policy.openTime
  }

  private mutating func open(_ now: Nanoseconds) {
    state = .open
    isOnTrial = false
    successes = 0
    trialTime = now + openTime
  }
}
