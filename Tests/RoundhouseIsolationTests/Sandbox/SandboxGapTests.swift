import Glibc
import RoundhouseIsolation
import RoundhouseModel
import Testing

/// Older kernels, played by using less of this one.
@Suite struct SandboxGapTests {
  @Test(arguments: Account.all, [1, 2, 3, 4, 5, 6])
  func `Each older Landlock keeps what it can and tells the rest`(_ account: Account, _ version: Int) throws {
    guard SandboxSupport.current.landlockVersion >= 6 else { return }
    let granted = try Listener()
    let other = try Listener()
    try withExtendedLifetime((granted, other)) {
      var plan = account.plan
      plan.connect = [granted.port]
      let report = try Probe.run(
        ["read:/etc/passwd", "write:/tmp/roundhouse-gap", "tcp:\(granted.port)", "tcp:\(other.port)", "bind", "unix"],
        as: account, in: plan, options: ["--landlock", "\(version)"])
      #expect(report["read:/etc/passwd"] == EACCES && report["write:/tmp/roundhouse-gap"] == EACCES, "\(report)")
      #expect(report["tcp:\(granted.port)"] == 0, "\(report)")
      #expect(report["tcp:\(other.port)"] == (version >= 4 ? EACCES : 0), "\(report)")
      #expect(report["bind"] == EPERM && report["unix"] == EPERM, "\(report)")
      let gaps = [3, 4, 5, 6].filter { version < $0 }
      #expect(report.gaps.count == gaps.count, "\(report)")
      for needed in gaps { #expect(report.gaps.contains { $0.contains("\(needed) is needed") }, "\(report)") }
    }
  }

  @Test(arguments: Account.all)
  func `Without Landlock the user and the filter remain`(_ account: Account) throws {
    let report = try Probe.run(
      ["read:/etc/passwd", "unix", "fork", "mkdir:/tmp/roundhouse-gap"], as: account, in: account.plan,
      options: ["--landlock", "0"])
    #expect(report["read:/etc/passwd"] == 0, "\(report)")
    #expect(report["unix"] == EPERM && report["fork"] == EPERM, "\(report)")
    #expect(report["mkdir:/tmp/roundhouse-gap"] == EPERM, "\(report)")
    #expect(report.gaps.map { $0.hasPrefix("landlock: ") } == [true], "\(report)")
  }

  @Test(arguments: Account.all)
  func `Without the filter Landlock keeps signals and abstract sockets in`(_ account: Account) throws {
    guard SandboxSupport.current.landlockVersion >= 6 else { return }
    let name = "roundhouse-gap-\(getpid())-\(account)"
    let victim = try Probe.start(["thread", "sleep"], as: account, in: nil)
    // By then it is who it shall be.
    #expect(victim.waits(for: "thread:=0"))
    let abstract = try Listener(abstract: name)
    try withExtendedLifetime((victim, abstract)) {
      var plan = account.plan
      // Another network would hide the name.
      plan.usesNamespaces = false
      let report = try Probe.run(
        ["abstract:\(name)", "kill:\(victim.process.id)", "read:/etc/passwd"], as: account, in: plan,
        options: ["--no-filter"])
      #expect(report["abstract:\(name)"] == EPERM, "\(report)")
      #expect(report["kill:\(victim.process.id)"] == EPERM, "\(report)")
      #expect(report["read:/etc/passwd"] == EACCES, "\(report)")
      #expect(report.gaps.contains { $0.hasPrefix("system_calls: ") }, "\(report)")
      plan.user = nil
      let open = try Probe.run(
        ["abstract:\(name)", "kill:\(victim.process.id)"], as: account, in: plan,
        options: ["--no-filter", "--landlock", "5"])
      #expect(open["abstract:\(name)"] == 0 && open["kill:\(victim.process.id)"] == 0, "\(open)")
    }
  }

  @Test(arguments: Account.all)
  func `Without the filter the namespace has no network`(_ account: Account) throws {
    let listener = try Listener()
    try withExtendedLifetime(listener) {
      let attempt = "tcp:\(listener.port)"
      let options = ["--no-filter", "--landlock", "3"]
      let shut = try Probe.run([attempt], as: account, in: account.plan, options: options)
      #expect(shut[attempt] == ENETUNREACH, "\(shut)")
      var plan = account.plan
      plan.usesNamespaces = false
      #expect(try Probe.run([attempt], as: account, in: plan, options: options)[attempt] == 0)
    }
  }

  @Test(arguments: Account.all)
  func `A strict sandbox with a gap is refused, and says what to do`(_ account: Account) throws {
    var plan = account.plan
    plan.isStrict = true
    let report = try Probe.run(["thread"], as: account, in: plan, options: ["--landlock", "5"])
    #expect(report.refusal?.hasPrefix("permission_denied") == true, "\(report)")
    #expect(report.refusal?.contains("6 is needed") == true, "\(report)")
    #expect(report.refusal?.contains("roundhouse doctor") == true, "\(report)")
    #expect(report["thread"] == nil && report.ending == .exited(status: 72), "\(report)")
    let whole = try Probe.run(["thread"], as: account, in: plan)
    #expect(whole["thread"] == 0, "\(whole)")
  }

  @Test func `Root without a user for its worker gives up its capabilities and tells`() throws {
    guard geteuid() == 0 else { return }
    var plan = Account.root.plan
    plan.user = nil
    let report = try Probe.run(["capabilities", "mount", "read:/etc/shadow"], as: .root, in: plan)
    #expect(report["capabilities"] == EPERM && report["mount"] == EPERM, "\(report)")
    #expect(report["read:/etc/shadow"] == EACCES, "\(report)")
    #expect(report.gaps.contains { $0.hasPrefix("user: ") }, "\(report)")
  }

  @Test func `A worker whose host has gone does not begin`() throws {
    var plan = Account.all[0].plan
    plan.host = 1
    let report = try Probe.run(["thread"], as: Account.all[0], in: plan)
    #expect(report.refusal?.hasPrefix("cancelled") == true && report["thread"] == nil, "\(report)")
  }

  @Test func `A gap survives its way to the host`() throws {
    let gap = SandboxGap(.landlock, "version 3", effect: "ports")
    var json = JSONWriter()
    gap.write(to: &json)
    #expect(SandboxGap(try JSONDocument(parsing: json.bytes).root) == gap)
    #expect(SandboxGap(try JSONDocument(parsing: Array("{\"feature\": \"moat\"}".utf8)).root) == nil)
  }
}
