import FixtureBuilder
import Glibc
import RoundhouseIsolation
import Testing

/// What was granted, and not a step further.
@Suite struct SandboxGrantTests {
  @Test(arguments: Account.all)
  func `What may be read can be read and not written`(_ account: Account) throws {
    let folder = try GrantFolder(for: account)
    var plan = account.plan
    plan.read = [SandboxGrant("inner", of: folder.path)]
    let inner = folder.path + "/inner"
    let report = try Probe.run(
      ["read:\(inner)/file", "list:\(inner)", "watch:\(inner)", "write:\(inner)/file", "read:\(folder.path)/file"],
      as: account, in: plan)
    #expect(report["read:\(inner)/file"] == 0, "\(report)")
    #expect(report["list:\(inner)"] == 0 && report["watch:\(inner)"] == 0, "\(report)")
    #expect(report["write:\(inner)/file"] == EACCES, "\(report)")
    #expect(report["read:\(folder.path)/file"] == EACCES, "\(report)")
  }

  @Test(arguments: Account.all)
  func `What may be written can be written, and other files can not`(_ account: Account) throws {
    let folder = try GrantFolder(for: account)
    var plan = account.plan
    plan.write = [SandboxGrant("inner", of: folder.path)]
    let inner = folder.path + "/inner"
    let report = try Probe.run(
      [
        "write:\(inner)/new", "mkdir:\(inner)/made", "fchmod:\(inner)/file", "truncate:\(inner)/file",
        "read:\(inner)/file", "write:\(folder.path)/file", "mkdir:\(folder.path)/made", "unlink:\(folder.path)/file",
        "truncate:\(folder.path)/file", "unlink:\(inner)/file",
      ], as: account, in: plan)
    for done in ["write:\(inner)/new", "mkdir:\(inner)/made", "fchmod:\(inner)/file", "unlink:\(inner)/file"] {
      #expect(report[done] == 0, "\(done): \(report)")
    }
    #expect(report["truncate:\(inner)/file"] == 0 && report["read:\(inner)/file"] == EACCES, "\(report)")
    for name in ["write:\(folder.path)/file", "mkdir:\(folder.path)/made", "unlink:\(folder.path)/file"] {
      #expect(report[name] == EACCES, "\(name): \(report)")
    }
    #expect(report["truncate:\(folder.path)/file"] == EACCES, "\(report)")
  }

  @Test(arguments: Account.all)
  func `Who may write somewhere changes no modes by path unless its user owns nothing else`(_ account: Account) throws {
    let folder = try GrantFolder(for: account)
    var plan = account.plan
    plan.write = [SandboxGrant("inner", of: folder.path)]
    let file = folder.path + "/file"
    let report = try Probe.run(["chmod:\(file)", "touch:\(file)"], as: account, in: plan)
    // Landlock would let it: the file is the ordinary user's, and stands for all files of that user.
    let expected = account == .user ? EPERM : 0
    #expect(report["chmod:\(file)"] == expected && report["touch:\(file)"] == expected, "\(report)")
  }

  @Test(arguments: Account.all)
  func `A link in the agent's folder leads nowhere else`(_ account: Account) throws {
    let folder = try GrantFolder(for: account)
    var plan = account.plan
    plan.read = [SandboxGrant("way-out", of: folder.path)]
    let report = try Probe.run(["read:/etc/passwd"], as: account, in: plan)
    #expect(report["read:/etc/passwd"] == EACCES && report.gaps.count == 1, "\(report)")
    #expect(report.gaps.first?.contains("way-out") == true, "\(report)")
    // The same place named by itself is what the operator can see and judge.
    plan.read = [SandboxGrant("/etc", of: folder.path)]
    #expect(try Probe.run(["read:/etc/passwd"], as: account, in: plan)["read:/etc/passwd"] == 0)
  }

  @Test(arguments: Account.all)
  func `What is granted and cannot be had is told`(_ account: Account) throws {
    let folder = try GrantFolder(for: account)
    if account == .root { chmod(folder.path + "/inner", 0o700); chown(folder.path + "/inner", 0, 0) }
    var plan = account.plan
    plan.isStrict = true
    plan.read = [SandboxGrant("absent", of: folder.path)]
    plan.write = account == .root ? [SandboxGrant("inner", of: folder.path)] : []
    let report = try Probe.run(["thread"], as: account, in: plan)
    #expect(report["thread"] == 0, "a strict sandbox minds only what is weaker: \(report)")
    #expect(report.gaps.filter { $0.hasPrefix("grant: ") }.count == (account == .root ? 2 : 1), "\(report)")
  }

  @Test(arguments: Account.all)
  func `A granted port can be connected to, and no other, by no relative of TCP`(_ account: Account) throws {
    let granted = try Listener()
    let other = try Listener()
    try withExtendedLifetime((granted, other)) {
      var plan = account.plan
      plan.connect = [granted.port]
      let attempts = [
        "tcp:\(granted.port)", "tcp:\(other.port)", "multipath:\(other.port)", "fastopen:\(other.port)", "udp", "unix",
        "bind", "read:/etc/hosts",
      ]
      let report = try Probe.run(attempts, as: account, in: plan)
      let bare = try Probe.run(attempts, as: account, in: nil)
      for attempt in attempts where !attempt.hasPrefix("multipath") {
        #expect(bare[attempt] == 0, "\(attempt): \(bare)")
      }
      #expect(report["tcp:\(granted.port)"] == 0, "\(report)")
      #expect(report["tcp:\(other.port)"] == EACCES, "\(report)")
      #expect(report["read:/etc/hosts"] == 0, "\(report)")
      for attempt in ["multipath:\(other.port)", "fastopen:\(other.port)", "udp", "unix", "bind"] {
        #expect(report[attempt] == EPERM, "\(attempt): \(report)")
      }
    }
  }

  @Test(arguments: Account.all)
  func `A granted program runs, and no other`(_ account: Account) throws {
    var plan = account.plan
    plan.execute = [SandboxGrant("/bin/true")]
    let report = try Probe.run(["execute:/bin/true", "execute:/bin/ls", "raise", "newusers"], as: account, in: plan)
    #expect(report["execute:/bin/true"] == 0, "\(report)")
    #expect(report["execute:/bin/ls"] == EACCES, "\(report)")
    #expect(report["newusers"] == EPERM, "\(report)")
    #expect(try Probe.run(["execute:/bin/ls"], as: account, in: nil)["execute:/bin/ls"] == 0)
  }

  @Test(arguments: Account.all)
  func `Processes that are granted are processes without programs`(_ account: Account) throws {
    var plan = account.plan
    plan.processes = 4
    let report = try Probe.run(["fork", "execute:/bin/true", "kill:\(getpid())"], as: account, in: plan)
    #expect(report["fork"] == 0, "\(report)")
    #expect(report["execute:/bin/true"] == EPERM, "\(report)")
    #expect(report["kill:\(getpid())"] != 0, "\(report)")
  }

  @Test(arguments: Account.all)
  func `Nobody leaves the process group where it is all that the host can end`(_ account: Account) throws {
    var plan = account.plan
    plan.processes = 4
    #expect(try Probe.run(["leavegroup"], as: account, in: plan)["leavegroup"] == 0)
    plan.usesNamespaces = false
    #expect(try Probe.run(["leavegroup"], as: account, in: plan)["leavegroup"] == EPERM)
    #expect(try Probe.run(["leavegroup"], as: account, in: nil)["leavegroup"] == 0)
  }
}
