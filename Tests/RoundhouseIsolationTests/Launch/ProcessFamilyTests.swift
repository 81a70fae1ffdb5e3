import CPlatform
import Glibc
import RoundhouseIsolation
import RoundhouseModel
import Testing

/// What a worker started ends with it, and a worker with its host.
@Suite struct ProcessFamilyTests {
  @Test(arguments: Account.all, ["own", "group"])
  func `A worker ends when its host is killed`(_ account: Account, _ launch: String) throws {
    // The worker changes its user, which gives the signal up that the launcher asked for. Who its host is the plan
    // cannot know here.
    var plan = account.plan
    plan.host = 0
    let host = try Probe.start(["thread", "sleep"], as: account, in: plan, options: ["--launch", launch])
    #expect(host.waits(for: "thread:=0") && host.waits(for: "own="))
    #expect(host.output.text.contains("own=\(launch == "own")"), "\(host.output.text)")
    let worker = try #require(ProbeReport(host.output.text, .unknown).results["child"])
    #expect(ProcessSample.read(worker) != nil)
    // The host alone, as if it had crashed: the worker leads a session of its own.
    host.process.signal(SIGKILL)
    #expect(Eventually.holds { ProcessSample.read(worker) == nil })
  }

  @Test(arguments: Account.all, [true, false])
  func `What an agent started ends with its worker, in either way`(_ account: Account, _ usesNamespaces: Bool) throws {
    var plan = account.plan
    plan.processes = 4
    plan.usesNamespaces = usesNamespaces
    // The orphan has the output's descriptor closed but keeps its place in the group; it is found by its parent's group.
    let probe = try Probe.start(["orphan", "thread", "sleep"], as: account, in: plan)
    #expect(probe.waits(for: "thread:=0"))
    #expect(probe.process.ownsProcesses == usesNamespaces)
    let family = Family.members(of: probe.process.id)
    #expect(family.count == 2, "\(family)")
    probe.process.kill()
    #expect(probe.process.reap(until: platform_now() + .seconds(30)) == .signalled(number: SIGKILL, dumped: false))
    #expect(Eventually.holds { family.allSatisfy { ProcessSample.read($0) == nil } })
  }

  @Test func `What a worker leaves behind as it ends by itself is ended when it is reaped`() throws {
    let account = Account.all[0]
    var plan = account.plan
    plan.processes = 4
    plan.usesNamespaces = false
    let probe = try Probe.start(["orphan", "orphan"], as: account, in: plan)
    let report = try probe.finish()
    #expect(report.ending == .exited(status: 0) && report["orphan"] == 0, "\(report)")
    #expect(Eventually.holds { Family.members(of: probe.process.id).isEmpty })
  }

  @Test(arguments: Account.all)
  func `The first process of a namespace ends by its faults too, but abort is told as a fault`(
    _ account: Account
  ) throws {
    var plan = account.plan
    #expect(try Probe.run(["abort"], as: account, in: plan).ending == .signalled(number: SIGABRT, dumped: false))
    #expect(try Probe.run(["crash"], as: account, in: plan).ending == .signalled(number: SIGSEGV, dumped: false))
    plan.processes = 1
    #expect(try Probe.run(["abort"], as: account, in: plan).ending == .signalled(number: SIGSEGV, dumped: false))
    #expect(try Probe.run(["crash"], as: account, in: plan).ending == .signalled(number: SIGSEGV, dumped: false))
  }

  @Test func `A host that may have no namespaces starts its workers without, and tells`() throws {
    guard geteuid() == 0 else { return }
    let report = try Probe.run(["thread"], as: .root, in: nil, options: ["--powerless", "--launch", "own"])
    #expect(report["thread"] == 0 && report.values["own"] == "false", "\(report)")
    #expect(report.gaps.map { $0.hasPrefix("namespaces: processes") } == [true], "\(report)")
    let able = try Probe.run(["thread"], as: .root, in: nil, options: ["--launch", "own"])
    #expect(able.gaps == [] && able.values["own"] == "true", "\(able)")
  }
}
