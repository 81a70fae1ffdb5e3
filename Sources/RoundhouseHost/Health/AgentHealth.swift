internal import RoundhouseLoading
internal import RoundhouseModel

/// How an agent is, from its own reports, its misdeeds and the operator's word. Pure: time comes in as `now`.
struct AgentHealth: Sendable, Equatable {
  /// So many calls that never came back make it unhealthy until they do.
  static let stuckBudget = 4
  /// So many broken rules within a minute put it in quarantine.
  static let misbehaviourBudget = 20
  static let misbehaviourWindow = Nanoseconds.seconds(60)

  private let policy: HealthPolicy
  private var isStarting = true
  private(set) var isEnabled: Bool
  private var isDraining = false
  private var quarantine = ""
  /// Why no process serves it now; empty if one does.
  private var workerEnd = ""
  private var stuck = 0
  private var report = HealthReport(state: .healthy)
  private var failures = 0
  private var successes = 0
  /// Broken rules in the present minute.
  private(set) var misdeeds = 0
  private var windowStart: Nanoseconds = 0

  init(_ policy: HealthPolicy, isEnabled: Bool) {
    self.policy = policy
    self.isEnabled = isEnabled
  }

  /// What routing sees; the gravest reason wins.
  var state: AgentState {
    if isDraining { return .draining }
    if !isEnabled { return .disabled }
    if !quarantine.isEmpty { return .quarantined }
    if isStarting { return .starting }
    if !workerEnd.isEmpty || stuck > AgentHealth.stuckBudget { return .unhealthy }
    switch report.state {
    case .healthy: return .healthy
    case .degraded: return .degraded
    case .unhealthy: return .unhealthy
    }
  }

  /// Why it is in that state; empty when healthy.
  var reason: String {
    switch state {
    case .healthy: return ""
    case .starting: return "being created and tested"
    case .draining: return "finishing its calls before it goes"
    case .disabled: return "disabled by the operator"
    case .quarantined: return quarantine
    case .unhealthy where !workerEnd.isEmpty: return workerEnd
    case .unhealthy where stuck > AgentHealth.stuckBudget:
      return "\(stuck) calls did not come back by their deadline"
    case .degraded, .unhealthy: return report.message.isEmpty ? "its own health report says so" : report.message
    }
  }

  mutating func started() { isStarting = false }

  /// Its worker has ended, and begins anew.
  mutating func workerEnded(_ how: String, restartsIn pause: Nanoseconds) {
    workerEnd = "its worker ended (\(how)) and is restarted" + (pause == 0 ? "" : " in \(pause / 1_000_000) ms")
  }

  /// Its worker has ended too often, and stays so.
  mutating func workerLeftAlone(_ how: String) { quarantine = "its worker ended too often within a minute: \(how)" }

  mutating func workerIsBack() { workerEnd = "" }

  mutating func draining() { isDraining = true }

  /// The operator's word. Enabling also forgives what led to a quarantine.
  mutating func enable(_ enabled: Bool) {
    isEnabled = enabled
    if enabled {
      quarantine = ""
      misdeeds = 0
    }
  }

  /// The agent was asked how it is.
  mutating func reported(_ new: HealthReport) {
    guard new.state == .unhealthy else {
      failures = 0
      successes += 1
      if report.state == .unhealthy && successes < policy.successThreshold { return }
      report = new
      return
    }
    successes = 0
    failures += 1
    if failures >= policy.failureThreshold { report = new }
  }

  /// So many calls are overdue now.
  mutating func stuckCalls(_ count: Int) { stuck = count }

  /// It broke a rule of the ABI.
  mutating func misbehaved(_ what: Misbehaviour, now: Nanoseconds) {
    if now >= windowStart + AgentHealth.misbehaviourWindow {
      windowStart = now
      misdeeds = 0
    }
    misdeeds += 1
    if misdeeds > AgentHealth.misbehaviourBudget && quarantine.isEmpty {
      quarantine = "broke the rules more than \(AgentHealth.misbehaviourBudget) times in a minute: \(what.rawValue)"
    }
  }
}
