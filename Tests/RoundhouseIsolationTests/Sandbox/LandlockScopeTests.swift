import Testing

@testable import RoundhouseIsolation

@Suite struct LandlockScopeTests {
  @Test(arguments: 1...9)
  func `Each version refuses all that it knows, and what it lacks is a gap`(_ version: Int) {
    var plan = SandboxPlan(agent: "a.b")
    plan.connect = [443]
    let scope = LandlockScope(version: version, plan: plan)
    let bits = [1: 13, 2: 14, 3: 15, 4: 15, 5: 16, 6: 16, 7: 16, 8: 16, 9: 17][version] ?? 0
    #expect(scope.files.rawValue == (1 << UInt64(bits)) - 1)
    #expect(scope.ports == (version >= 4 ? 3 : 0) && scope.scopes == (version >= 6 ? 3 : 0))
    #expect(scope.gaps.count == [3, 4, 5, 6].filter { $0 > version }.count)
  }

  @Test func `Ports that nobody wants to reach are not missed`() {
    let gaps = LandlockScope(version: 3, plan: SandboxPlan(agent: "a.b")).gaps
    #expect(gaps.count == 2 && !gaps.contains { $0.effect.contains("TCP") })
  }

  @Test func `Nothing that writes is a right to read, and devices are never made`() {
    #expect(LandlockRights.writing.isDisjoint(with: .reading))
    #expect(LandlockRights.writing.isDisjoint(with: [.makeCharacterDevice, .makeBlockDevice, .makeSocket, .execute]))
  }
}
