import RoundhouseModel
import Testing

@testable import RoundhouseHost

/// The breaker without a host: time comes in as a number.
struct CircuitBreakerTests {
  private let second = Nanoseconds.seconds(1)

  private func policy(_ change: (inout BreakerPolicy) -> Void = { _ in }) -> BreakerPolicy {
    var policy = BreakerPolicy()
    policy.failureThreshold = 3
    policy.openTime = .seconds(1)
    policy.maximumOpenTime = .seconds(4)
    change(&policy)
    return policy
  }

  private func opened(_ policy: BreakerPolicy, at now: Nanoseconds = 0) -> CircuitBreaker {
    var breaker = CircuitBreaker(policy)
    for _ in 0..<policy.failureThreshold { breaker.failed(now: now) }
    return breaker
  }

  @Test func `it opens after so many failures in a row, and not before`() {
    var breaker = CircuitBreaker(policy())
    breaker.failed(now: 0)
    breaker.failed(now: 0)
    breaker.succeeded()
    breaker.failed(now: 0)
    breaker.failed(now: 0)
    #expect(breaker.state == .closed)
    breaker.failed(now: 5)
    #expect(breaker.state == .open)
    #expect(breaker.trialTime == 5 + second)
  }

  @Test func `while open nobody passes until its time has come, and then one trial at a time`() {
    var breaker = opened(policy())
    #expect(breaker.beginTrial(now: second - 1) == false)
    #expect(breaker.beginTrial(now: second) == true)
    #expect(breaker.state == .halfOpen)
    #expect(breaker.beginTrial(now: second + 1) == false)
    #expect(breaker.isOnTrial)
  }

  @Test func `a good trial closes it`() {
    var breaker = opened(policy())
    #expect(breaker.beginTrial(now: second) == true)
    breaker.succeeded()
    #expect(breaker.state == .closed)
    #expect(breaker.failures == 0)
    #expect(!breaker.isOnTrial)
  }

  @Test func `a bad trial opens it again for twice as long, up to the maximum`() {
    var breaker = opened(policy())
    var now = second
    for wanted: Nanoseconds in [2, 4, 4, 4] {
      #expect(breaker.beginTrial(now: now) == true)
      breaker.failed(now: now)
      #expect(breaker.state == .open)
      #expect(breaker.trialTime == now + wanted * second)
      now = breaker.trialTime
    }
  }

  @Test func `once closed the pause begins with its first length again`() {
    var breaker = opened(policy())
    #expect(breaker.beginTrial(now: second) == true)
    breaker.failed(now: second)
    #expect(breaker.beginTrial(now: 3 * second) == true)
    breaker.succeeded()
    for _ in 0..<3 { breaker.failed(now: 10 * second) }
    #expect(breaker.trialTime == 11 * second)
  }

  @Test func `where several good trials are asked for, each one lets the next pass at once`() {
    var breaker = opened(policy { $0.successThreshold = 3 })
    for round in 0..<3 {
      #expect(breaker.state != .closed, "round \(round)")
      #expect(breaker.beginTrial(now: second) == true)
      breaker.succeeded()
    }
    #expect(breaker.state == .closed)
  }

  @Test func `a failure between several good trials begins the count anew`() {
    var breaker = opened(policy { $0.successThreshold = 2 })
    #expect(breaker.beginTrial(now: second) == true)
    breaker.succeeded()
    #expect(breaker.beginTrial(now: second) == true)
    breaker.failed(now: second)
    #expect(breaker.beginTrial(now: 10 * second) == true)
    breaker.succeeded()
    #expect(breaker.state == .halfOpen)
    #expect(breaker.beginTrial(now: 10 * second) == true)
    breaker.succeeded()
    #expect(breaker.state == .closed)
  }

  @Test func `a trial without a verdict lets the next one pass at once`() {
    var breaker = opened(policy())
    #expect(breaker.beginTrial(now: second) == true)
    breaker.trialForgotten(now: second + 1)
    #expect(!breaker.isOnTrial)
    #expect(breaker.beginTrial(now: second + 1) == true)
  }

  @Test func `what calls of before the opening say changes nothing`() {
    var breaker = opened(policy())
    breaker.succeeded()
    #expect(breaker.state == .open)
    breaker.failed(now: 10)
    #expect(breaker.state == .open)
    #expect(breaker.trialTime == second)
  }

  @Test func `an operator closes it whatever it was`() {
    var breaker = opened(policy())
    _ = breaker.beginTrial(now: second)
    breaker.close()
    #expect(breaker == CircuitBreaker(policy()))
  }

  @Test func `whatever happens, it is on trial only while half-open, and open only with a time to wait for`() {
    var random = SystemRandomNumberGenerator()
    var breaker = CircuitBreaker(policy { $0.successThreshold = 2 })
    var now: Nanoseconds = 0
    for _ in 0..<20_000 {
      now += Nanoseconds.random(in: 0..<second, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: breaker.failed(now: now)
      case 1: breaker.succeeded()
      case 2:
        let before = breaker
        let mayPass = breaker.beginTrial(now: now)
        let wanted = before.state == .closed || (!before.isOnTrial && now >= before.trialTime)
        #expect(mayPass == wanted)
      default: breaker.trialForgotten(now: now)
      }
      if breaker.isOnTrial { #expect(breaker.state == .halfOpen) }
      if breaker.state == .open { #expect(breaker.trialTime <= now + 4 * second) }
    }
  }
}
