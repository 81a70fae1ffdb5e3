import RoundhouseLoading
import RoundhouseModel
import Testing

@testable import RoundhouseHost

/// An agent's health without an agent.
struct AgentHealthTests {
  private func healthy(_ change: (inout HealthPolicy) -> Void = { _ in }) -> AgentHealth {
    var policy = HealthPolicy()
    change(&policy)
    var health = AgentHealth(policy, isEnabled: true)
    health.started()
    return health
  }

  private let bad = HealthReport(state: .unhealthy, message: "no disk")
  private let good = HealthReport(state: .healthy)

  @Test func `it begins as starting, and is healthy once it has started`() {
    var health = AgentHealth(HealthPolicy(), isEnabled: true)
    #expect(health.state == .starting)
    #expect(!health.reason.isEmpty)
    health.started()
    #expect(health.state == .healthy)
    #expect(health.reason.isEmpty)
  }

  @Test func `the gravest reason wins: draining, disabled, quarantined, unhealthy`() {
    var health = healthy { $0.failureThreshold = 1 }
    health.reported(bad)
    #expect(health.state == .unhealthy)
    for _ in 0...AgentHealth.misbehaviourBudget { health.misbehaved(.wrongSize, now: 1) }
    #expect(health.state == .quarantined)
    health.enable(false)
    #expect(health.state == .disabled)
    health.draining()
    #expect(health.state == .draining)
    for state in [health] { #expect(!state.reason.isEmpty) }
  }

  @Test func `only so many bad reports in a row make it unhealthy, and the report's words are the reason`() {
    var health = healthy()
    health.reported(bad)
    health.reported(bad)
    health.reported(good)
    health.reported(bad)
    health.reported(bad)
    #expect(health.state == .healthy)
    health.reported(bad)
    #expect(health.state == .unhealthy)
    #expect(health.reason == "no disk")
  }

  @Test func `it takes so many good reports to be healthy again`() {
    var health = healthy {
      $0.failureThreshold = 1
      $0.successThreshold = 2
    }
    health.reported(bad)
    health.reported(good)
    #expect(health.state == .unhealthy)
    health.reported(bad)
    health.reported(good)
    #expect(health.state == .unhealthy)
    health.reported(good)
    #expect(health.state == .healthy)
  }

  @Test func `a degraded agent is degraded at once, and has a reason even if it gave none`() {
    var health = healthy()
    health.reported(HealthReport(state: .degraded))
    #expect(health.state == .degraded)
    #expect(!health.reason.isEmpty)
  }

  @Test func `more stuck calls than the budget make it unhealthy until they come back`() {
    var health = healthy()
    health.stuckCalls(AgentHealth.stuckBudget)
    #expect(health.state == .healthy)
    health.stuckCalls(AgentHealth.stuckBudget + 1)
    #expect(health.state == .unhealthy)
    #expect(health.reason.contains("\(AgentHealth.stuckBudget + 1) calls"))
    health.stuckCalls(AgentHealth.stuckBudget)
    #expect(health.state == .healthy)
  }

  @Test func `rules broken slowly are forgiven, rules broken fast are not, and enabling forgives`() {
    var health = healthy()
    let step = AgentHealth.misbehaviourWindow / Nanoseconds(AgentHealth.misbehaviourBudget) + 1
    for number in 0..<200 { health.misbehaved(.doubleCompletion, now: step * Nanoseconds(number)) }
    #expect(health.state == .healthy)
    for _ in 0...AgentHealth.misbehaviourBudget { health.misbehaved(.doubleCompletion, now: step * 1000) }
    #expect(health.state == .quarantined)
    #expect(health.reason.contains(Misbehaviour.doubleCompletion.rawValue))
    health.enable(true)
    #expect(health.state == .healthy)
    #expect(health.misdeeds == 0)
  }
}
