import RoundhouseModel
import Testing

@testable import RoundhouseHost

/// The state machine of a replacement, alone.
struct ReplacementStateTests {
  private static func policy(_ change: (inout ReplacementPolicy) -> Void = { _ in }) -> ReplacementPolicy {
    var policy = ReplacementPolicy()
    change(&policy)
    return policy
  }

  /// One that has come as far as sharing, at second 0.
  private static func sharing(_ policy: ReplacementPolicy = policy()) -> Replacement {
    var machine = Replacement(policy, patience: .seconds(20), now: 0)
    #expect(machine.event(.probed, now: 0) == .create)
    #expect(machine.event(.created(.share), now: 0) == .share(policy.share))
    return machine
  }

  private static func calls(_ count: Int, errors: Int = 0, each: Nanoseconds = 1_000_000) -> CallStatistics {
    var statistics = CallStatistics()
    statistics.calls = UInt64(count)
    statistics.errors = UInt64(errors)
    statistics.total = each * UInt64(count)
    statistics.buckets[64 - each.leadingZeroBitCount] = UInt64(count)
    return statistics
  }

  private static func looked(_ old: CallStatistics, _ new: CallStatistics) -> Replacement.Event {
    .looked(Comparison(incumbent: old, successor: new))
  }

  @Test func `it is promoted as soon as it was no worse in enough calls`() {
    var machine = Self.sharing()
    #expect(machine.event(Self.looked(Self.calls(400), Self.calls(19)), now: .seconds(1)) == .nothing)
    guard case .promote = machine.event(Self.looked(Self.calls(420), Self.calls(20)), now: .seconds(2)) else {
      Issue.record("it was not promoted")
      return
    }
    #expect(machine.phase == .promoted)
  }

  @Test func `errors that no further calls could mend end it at once`() {
    var machine = Self.sharing()
    #expect(machine.event(Self.looked(Self.calls(40), Self.calls(2, errors: 1)), now: 1) == .nothing)
    guard case .rollBack(let reason) = machine.event(Self.looked(Self.calls(40), Self.calls(3, errors: 2)), now: 2)
    else {
      Issue.record("it was not rolled back")
      return
    }
    #expect(reason.contains("2 of its 3 calls failed, 0 of 40 before"))
  }

  @Test func `errors that the generation before has too do not count`() {
    var machine = Self.sharing()
    let action = machine.event(
      Self.looked(Self.calls(400, errors: 200), Self.calls(20, errors: 11)), now: .seconds(1))
    guard case .promote = action else {
      Issue.record("\(action)")
      return
    }
  }

  @Test(arguments: [(2, false), (3, true), (8, true)] as [(UInt64, Bool)])
  func `it is worse if it takes more than twice as long`(_ factor: UInt64, _ isWorse: Bool) {
    // Each figure stands at another place in its power of two.
    for base: UInt64 in [1_100_000, 1_500_000, 2_000_000] {
      var machine = Self.sharing()
      let new = Self.calls(20, each: base * factor)
      let action = machine.event(Self.looked(Self.calls(400, each: base), new), now: .seconds(1))
      if case .rollBack = action { #expect(isWorse, "\(base)") } else { #expect(!isWorse, "\(base): \(action)") }
    }
  }

  @Test func `a tail that chance may have made is no reason, a longer one is`() {
    for (late, isWorse) in [(2, false), (3, false), (4, true)] {
      var machine = Self.sharing()
      let new = Self.calls(20 - late) + Self.calls(late, each: 40_000_000)
      let action = machine.event(Self.looked(Self.calls(400), new), now: .seconds(1))
      if case .rollBack = action { #expect(isWorse, "\(late)") } else { #expect(!isWorse, "\(late): \(action)") }
    }
  }

  @Test func `before half a second nobody is promoted, before a whole one nobody taken back for its time`() {
    let (good, slow) = (
      Self.looked(Self.calls(400), Self.calls(20)), Self.looked(Self.calls(400), Self.calls(20, each: 9_000_000))
    )
    var machine = Self.sharing()
    #expect(machine.event(good, now: .milliseconds(499)) == .nothing)
    guard case .promote = machine.event(good, now: .milliseconds(500)) else {
      Issue.record("it was not promoted")
      return
    }
    machine = Self.sharing()
    #expect(machine.event(slow, now: .milliseconds(999)) == .nothing)
    guard case .rollBack = machine.event(slow, now: .seconds(1)) else {
      Issue.record("it stayed")
      return
    }
  }

  @Test func `on a busy machine a promotion takes a whole second`() {
    var machine = Self.sharing()
    let busy = Self.looked(Self.calls(200) + Self.calls(200, each: 100_000_000), Self.calls(20))
    #expect(machine.event(busy, now: .milliseconds(999)) == .nothing)
    guard case .promote = machine.event(busy, now: .seconds(1)) else {
      Issue.record("it was not promoted")
      return
    }
  }

  @Test func `one whose calls were slow for a moment is promoted`() {
    var (machine, new) = (Self.sharing(), CallStatistics())
    for round in 1...4 {
      new = new + Self.calls(20, each: round == 2 ? 40_000_000 : 1_000_000)
      let action = machine.event(Self.looked(Self.calls(400 * round), new), now: .milliseconds(100) * UInt64(round))
      #expect(action == .nothing)
    }
    guard case .promote = machine.event(Self.looked(Self.calls(2000), new + Self.calls(20)), now: .milliseconds(500))
    else {
      Issue.record("it was not promoted")
      return
    }
  }

  @Test func `whoever waits for an answer has not gone`() {
    var machine = Self.sharing()
    let waiting = Replacement.Event.looked(Comparison(incumbent: Self.calls(1), isAsked: true))
    for second: UInt64 in 1...29 { #expect(machine.event(waiting, now: .seconds(second)) == .nothing) }
    guard case .promote(let reason) = machine.event(waiting, now: .seconds(30)) else {
      Issue.record("it was not promoted")
      return
    }
    #expect(reason.contains("the time to compare is over"))
  }

  @Test func `calls of two lengths in another mixture are no reason`() {
    var machine = Self.sharing()
    let old = Self.calls(200) + Self.calls(200, each: 100_000_000)
    let new = Self.calls(6) + Self.calls(14, each: 100_000_000)
    guard case .promote = machine.event(Self.looked(old, new), now: .seconds(1)) else {
      Issue.record("it was rolled back")
      return
    }
  }

  @Test func `one that is slow is found behind an old one with a long tail`() {
    var machine = Self.sharing()
    let old = Self.calls(360, each: 1_500_000) + Self.calls(40, each: 30_000_000)
    guard case .rollBack = machine.event(Self.looked(old, Self.calls(20, each: 4_500_000)), now: .seconds(1)) else {
      Issue.record("it was promoted")
      return
    }
  }

  @Test func `what takes no time is never slow`() {
    var machine = Self.sharing()
    let new = Self.calls(20, each: 90_000)
    let action = machine.event(Self.looked(Self.calls(400, each: 1_000), new), now: .seconds(1))
    guard case .promote = action else {
      Issue.record("\(action)")
      return
    }
  }

  @Test func `if nobody asks it is promoted after a while, and every call makes that later`() {
    var machine = Self.sharing()
    #expect(machine.event(Self.looked(Self.calls(0), Self.calls(0)), now: .milliseconds(1900)) == .nothing)
    #expect(machine.event(Self.looked(Self.calls(1), Self.calls(0)), now: .milliseconds(1950)) == .nothing)
    #expect(machine.event(Self.looked(Self.calls(1), Self.calls(0)), now: .milliseconds(3900)) == .nothing)
    guard case .promote = machine.event(Self.looked(Self.calls(1), Self.calls(0)), now: .milliseconds(3950)) else {
      Issue.record("it was not promoted")
      return
    }
  }

  @Test(arguments: [0, 1]) func `when the time is over, what was seen decides`(_ errors: Int) {
    var machine = Self.sharing()
    var time: Nanoseconds = 0
    var action = Replacement.Action.nothing
    var seen = 0
    while action == .nothing, time < .seconds(60) {
      time += .milliseconds(500)
      seen += 1
      action = machine.event(Self.looked(Self.calls(seen), Self.calls(3, errors: errors)), now: time)
    }
    #expect(time == .seconds(30))
    #expect(machine.phase == (errors == 0 ? .promoted : .rolledBack))
  }

  @Test func `one that is held waits for an operator's word, unless it is worse`() {
    var held = Self.sharing(Self.policy { $0.hold = true })
    #expect(held.event(Self.looked(Self.calls(9000), Self.calls(900)), now: .seconds(4000)) == .nothing)
    #expect(held.event(.changed(ReplacementSettings(share: 40)), now: .seconds(4000)) == .share(40))
    #expect(held.event(.ordered(.promote), now: .seconds(4001)) == .promote("an operator promoted it"))
    var worse = Self.sharing(Self.policy { $0.hold = true })
    guard case .rollBack = worse.event(Self.looked(Self.calls(90), Self.calls(9, errors: 9)), now: 1) else {
      Issue.record("it stayed")
      return
    }
  }

  @Test func `a phase that takes too long ends it`() {
    for steps in 0...1 {
      var machine = Replacement(Self.policy(), patience: .seconds(20), now: 0)
      if steps == 1 { _ = machine.event(.probed, now: .seconds(5)) }
      let end: Nanoseconds = steps == 1 ? .seconds(25) : .seconds(20)
      #expect(machine.event(.looked(Comparison()), now: end) == .nothing)
      guard case .rollBack = machine.event(.looked(Comparison()), now: end + 1) else {
        Issue.record("it went on")
        continue
      }
      #expect(machine.event(.created(.share), now: end + 2) == .nothing)
    }
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `whatever happens, it ends once and stays so, and shares only after it was made`(_ seed: UInt64) {
    var random = Lot(seed)
    let policy = Self.policy { $0.hold = random.next(4) == 0 }
    var machine = Replacement(policy, patience: .seconds(20), now: 0)
    var (now, ends, wasCreated): (Nanoseconds, Int, Bool) = (0, 0, false)
    for _ in 0..<60 {
      now += random.next(3) * .milliseconds(700)
      let (before, event) = (machine.phase, Self.event(&random))
      let action = machine.event(event, now: now)
      if before.isEnd { #expect(action == .nothing && machine.phase == before) }
      switch action {
      case .create: #expect(before == .probing)
      case .share:
        wasCreated = wasCreated || before == .creating
        #expect(wasCreated && machine.phase == .sharing)
      case .handOver: #expect(before == .creating)
      case .promote:
        ends += 1
        #expect(machine.phase == .promoted && before != .probing)
      case .rollBack:
        ends += 1
        #expect(machine.phase == .rolledBack)
      case .nothing: break
      }
    }
    #expect(ends == (machine.phase.isEnd ? 1 : 0))
  }

  private static func event(_ random: inout Lot) -> Replacement.Event {
    switch random.next(14) {
    case 0, 1, 2: return .probed
    case 3, 4: return .created(.share)
    case 5: return .created(random.next(2) == 0 ? .handOver : .atOnce("so"))
    case 6: return random.next(4) == 0 ? .failed("so") : .handedOver("so")
    case 7: return random.next(4) == 0 ? .unwell("so") : .changed(ReplacementSettings(share: 10))
    case 8: return random.next(4) == 0 ? .ordered(.promote) : .ordered(.rollBack("so"))
    default:
      let calls = Int(random.next(30))
      let errors = random.next(5) == 0 ? Int(random.next(UInt64(calls) + 1)) : 0
      return looked(Self.calls(Int(random.next(300))), Self.calls(calls, errors: errors))
    }
  }

  /// Numbers that a seed decides.
  private struct Lot {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func next(_ limit: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % max(1, limit)
    }
  }
}
