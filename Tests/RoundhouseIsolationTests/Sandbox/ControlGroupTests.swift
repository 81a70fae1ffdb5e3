import CPlatform
import FixtureBuilder
import Foundation
import Glibc
import RoundhouseIsolation
import RoundhouseModel
import Testing

/// Against plain files that stand for a delegated folder: machines that give their controllers to version 1 cannot show
/// more. What is written there is what the kernel would be told; whether it obeys is tested where version 2 is mounted,
/// as far as that goes without controllers.
@Suite struct ControlGroupTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try TemporaryFolder.write(Array("cpuset cpu io memory pids\n".utf8), to: folder.path + "/cgroup.controllers")
  }

  private func text(_ name: String) -> String? {
    try? String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
  }

  private var plan: SandboxPlan {
    var plan = SandboxPlan(agent: "a.b")
    plan.memory = 1 << 20
    plan.cpu = 0.5
    plan.processes = 2
    plan.threads = 30
    return plan
  }

  @Test func `A group has the plan's bounds, its processes, and can be ended`() throws {
    let groups = try ControlGroupFolder(folder.path)
    #expect(groups.controllers == ["cpu", "memory", "pids"])
    #expect(text("cgroup.subtree_control") == "+cpu +memory +pids")
    let group = try ControlGroup("worker-1", in: groups, for: plan)
    #expect(text("worker-1/memory.max") == "1048576")
    #expect(text("worker-1/memory.swap.max") == "0")
    #expect(text("worker-1/cpu.max") == "50000 100000")
    #expect(text("worker-1/pids.max") == "32")
    try group.add(4_711)
    #expect(text("worker-1/cgroup.procs") == "4711")
    expect(group, isEmpty: false)
    let isEnded = group.kill()
    #expect(isEnded)
    #expect(text("worker-1/cgroup.kill") == "1")
    try TemporaryFolder.write(
      Array("low 0\nhigh 0\nmax 12\noom 3\noom_kill 2\n".utf8), to: group.path + "/memory.events")
    let events = group.memoryEvents()
    #expect(events == MemoryEvents(atLimit: 12, failures: 3, kills: 2))
  }

  @Test func `A controller that is missing is a gap for those who need it`() throws {
    try TemporaryFolder.write(Array("pids\n".utf8), to: folder.path + "/cgroup.controllers")
    let groups = try ControlGroupFolder(folder.path)
    let gaps = groups.gaps(of: plan)
    #expect(gaps.count == 2 && gaps.allSatisfy { $0.feature == .controlGroup })
    #expect(ControlGroupFolder.gapsWithout(plan).count == 3)
    #expect(ControlGroupFolder.gapsWithout(SandboxPlan(agent: "a.b")) == [])
    let group = try ControlGroup("worker-1", in: groups, for: plan)
    #expect(text("worker-1/memory.max") == nil && text("worker-1/pids.max") == "32")
    let events = group.memoryEvents()
    #expect(events == nil)
  }

  @Test func `What is no such folder is refused with its path`() {
    #expect { try ControlGroupFolder("/nonexistent") } throws: { ($0 as? RoundhouseError)?.path == "/nonexistent" }
  }

  @Test func `A real group ends its processes and is removed`() throws {
    // In a folder of its own, so that nobody else's groups change.
    guard geteuid() == 0, let own = ControlGroupFolder.ofThisProcess else { return }
    let path = own + "/roundhouse-test-\(getpid())"
    guard mkdir(path, 0o755) == 0 else { return }
    defer { rmdir(path) }
    let process = try ProcessLauncher.start(LaunchOrder("/bin/sleep", arguments: ["60"], output: 2))
    do {
      let group = try ControlGroup("worker", in: try ControlGroupFolder(path), for: SandboxPlan(agent: "a.b"))
      expect(group, isEmpty: true)
      try group.add(process.id)
      expect(group, isEmpty: false)
      let isEnded = group.kill()
      #expect(isEnded)
      #expect(process.reap(until: platform_now() + .seconds(30)) == .signalled(number: SIGKILL, dumped: false))
      expect(group, isEmpty: true)
    }
    #expect(access(path + "/worker", F_OK) != 0)
  }

  // The macro copies what it is given.
  private func expect(_ group: borrowing ControlGroup, isEmpty: Bool, at place: SourceLocation = #_sourceLocation) {
    let answer = group.isEmpty()
    #expect(answer == isEmpty, sourceLocation: place)
  }
}
