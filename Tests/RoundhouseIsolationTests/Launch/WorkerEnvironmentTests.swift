import Testing

@testable import RoundhouseIsolation

@Suite struct WorkerEnvironmentTests {
  private let host = ["HOME=/root", "TOKEN=secret=1", "LANG=de_DE.UTF-8", "LD_PRELOAD=/tmp/x.so", "HTTP_PROXY=p"]

  @Test func `A worker sees the basics and nothing of the host's`() {
    let variables = WorkerEnvironment.variables(of: SandboxPlan(agent: "a.b"), from: host)
    #expect(variables == ["LANG=C.UTF-8", "SWIFT_BACKTRACE=enable=no"])
  }

  @Test func `A worker sees what its plan names, but not what changes how it is loaded`() {
    var plan = SandboxPlan(agent: "a.b")
    plan.environment = ["TOKEN", "LANG", "LD_PRELOAD", "ABSENT"]
    let variables = WorkerEnvironment.variables(of: plan, from: host)
    #expect(Set(variables) == ["LANG=de_DE.UTF-8", "SWIFT_BACKTRACE=enable=no", "TOKEN=secret=1"])
  }

  @Test func `Names are resolved by TCP where that port is granted`() {
    var plan = SandboxPlan(agent: "a.b")
    plan.connect = [53, 443]
    #expect(WorkerEnvironment.variables(of: plan, from: []).contains("RES_OPTIONS=use-vc"))
  }
}
