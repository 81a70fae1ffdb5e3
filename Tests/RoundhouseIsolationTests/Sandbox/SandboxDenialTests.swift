import FixtureBuilder
import Glibc
import RoundhouseIsolation
import Testing

/// What nobody was granted. Each attempt is made outside a sandbox too, where it must go through.
@Suite struct SandboxDenialTests {
  @Test(arguments: Account.all)
  func `An agent without permissions reads, writes and lists no file`(_ account: Account) throws {
    let folder = try GrantFolder(for: account)
    let file = folder.path + "/file"
    try compare(
      [
        "constructor": EACCES, "read:/etc/passwd": EACCES, "read:/proc/self/environ": EACCES, "read:\(file)": EACCES,
        "list:/proc": EACCES, "list:/": EACCES, "list:\(folder.path)": EACCES, "write:\(file)": EACCES,
        "write:\(folder.path)/new": EACCES, "mkdir:\(folder.path)/made": EPERM, "chmod:\(file)": EPERM,
        "touch:\(file)": EPERM, "truncate:\(file)": EPERM, "unlink:\(file)": EPERM, "watch:/etc": EPERM,
      ], account)
  }

  @Test(arguments: Account.all)
  func `An agent without permissions has no network`(_ account: Account) throws {
    let listener = try Listener()
    let name = "roundhouse-test-\(getpid())-\(account)"
    let abstract = try Listener(abstract: name)
    try withExtendedLifetime(abstract) {
      try compare(
        [
          "tcp:\(listener.port)": EPERM, "udp": EPERM, "unix": EPERM, "netlink": EPERM, "bind": EPERM,
          "abstract:\(name)": EPERM, "datagrampair": EPERM,
        ], account)
    }
  }

  @Test(arguments: Account.all)
  func `An agent without permissions starts no process and no program`(_ account: Account) throws {
    try compare(
      [
        "fork": EPERM, "execute:/bin/true": EPERM, "newusers": EPERM, "unshare": EPERM, "clone3": ENOSYS,
      ], account)
    // It would not come back from a success.
    let bare = try Probe.run(["become:/bin/true", "thread"], as: account, in: nil)
    #expect(bare["thread"] == nil && bare.ending == .exited(status: 0), "\(bare)")
    let shut = try Probe.run(["become:/bin/true", "thread"], as: account, in: account.plan)
    #expect(shut["become:/bin/true"] == EPERM && shut["thread"] == 0, "\(shut)")
  }

  @Test(arguments: Account.all)
  func `An agent touches no other process, not even of its own user`(_ account: Account) throws {
    let victim = try Probe.start(["thread", "sleep"], as: account, in: nil)
    #expect(victim.waits(for: "thread:=0"))
    let id = victim.process.id
    // Descriptors of others, their memory and their threads need the same user, which the worker of root has not.
    try compare(
      [
        "kill:\(id)": EPERM, "killall": EPERM, "readmemory:\(id)": EPERM, "kcmp:\(id)": EPERM,
        "takedescriptor:\(id)": EPERM, "affinity:\(id)": EPERM, "setown:\(id)": EPERM,
        "read:/proc/\(id)/environ": EACCES, "deathsignal": EPERM, "dumpable": EPERM, "ptrace:\(id)": EPERM,
      ], account)
    #expect(victim.process.ending == nil)
  }

  @Test(arguments: Account.all)
  func `An agent reaches nothing of the system's`(_ account: Account) throws {
    var attempts: [String: Int32] = [
      "iouring": EPERM, "keys": EPERM, "addkey": EPERM, "userfault": EPERM, "personality": EPERM,
      "sharedmemory": EPERM, "typing": EPERM, "typinghigh": EPERM, "newcall": ENOSYS, "raiselimit": EPERM,
    ]
    // What only root may do anyway is denied to its worker twice.
    if account == .root {
      for name in ["mount", "chroot", "setns", "bpf", "handle", "swapon", "reboot", "clock", "setroot"] {
        attempts[name] = EPERM
      }
      for name in ["capabilities", "bounding", "being:0"] { attempts[name] = EPERM }
      attempts["perf"] = EPERM
    }
    try compare(attempts, account)
  }

  @Test func `Root's worker is the user that its plan names, and in no further group`() throws {
    guard geteuid() == 0 else { return }
    let report = try Probe.run(["being:\(Account.worker)", "groups"], as: .root, in: Account.root.plan)
    #expect(report["being:\(Account.worker)"] == 0 && report["groups"] == EPERM, "\(report)")
  }

  @Test(arguments: Account.all)
  func `A call by another machine's numbers ends the process`(_ account: Account) throws {
    let bare = try Probe.run(["thirtytwo"], as: account, in: nil)
    #expect(bare.ending == .exited(status: 0), "\(bare)")
    let shut = try Probe.run(["thirtytwo"], as: account, in: account.plan)
    #expect(shut.ending == .signalled(number: SIGSYS, dumped: false), "\(shut)")
  }

  @Test(arguments: Account.all)
  func `An agent does what every library does`(_ account: Account) throws {
    let attempts = [
      "thread", "raise", "streampair", "seqpacketpair", "read:/dev/urandom", "write:/dev/null", "read:/dev/zero",
      "read:/proc/cpuinfo", "list:/usr/lib", "memoryfile:1", "threadname", "allocate:64",
    ]
    let shut = try Probe.run(attempts, as: account, in: account.plan)
    for attempt in attempts { #expect(shut[attempt] == 0, "\(attempt): \(shut)") }
    #expect(shut.gaps == [], "\(shut)")
  }

  /// Each attempt goes through outside, and has this error within.
  private func compare(_ attempts: [String: Int32], _ account: Account) throws {
    let names = attempts.keys.sorted()
    let shut = try Probe.run(names, as: account, in: account.plan)
    for name in names { #expect(shut[name] == attempts[name], "\(name) in the sandbox of \(account): \(shut)") }
    // Last, since some of it changes what the next would find.
    for name in names {
      let bare = try Probe.run([name], as: account, in: nil)
      #expect(bare[name] == 0, "\(name) without a sandbox, as \(account): \(bare)")
    }
  }
}
