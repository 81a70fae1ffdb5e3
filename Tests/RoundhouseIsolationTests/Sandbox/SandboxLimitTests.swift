import Glibc
import RoundhouseIsolation
import Testing

/// What an agent may use.
@Suite struct SandboxLimitTests {
  @Test(arguments: Account.all)
  func `No more than the planned files, threads and memory can be had`(_ account: Account) throws {
    var plan = account.plan
    plan.files = 64
    plan.threads = 16
    plan.memory = 64 << 20
    plan.fileSize = 1 << 20
    let beyond: [String: Int32] = [
      "openfiles:100": EMFILE, "threads:40": EAGAIN, "allocate:400": ENOMEM, "memoryfile:2": EFBIG,
    ]
    let within = ["openfiles:20", "threads:8", "allocate:32", "memoryfile:1"]
    let report = try Probe.run(within + beyond.keys.sorted(), as: account, in: plan)
    let bare = try Probe.run(beyond.keys.sorted(), as: account, in: nil)
    for (attempt, error) in beyond {
      #expect(report[attempt] == error, "\(attempt): \(report)")
      #expect(bare[attempt] == 0, "\(attempt): \(bare)")
    }
    for attempt in within { #expect(report[attempt] == 0, "\(attempt): \(report)") }
    #expect(report.gaps == [], "\(report)")
  }

  @Test(arguments: Account.all)
  func `Threads of a user who has others are not limited, and that is told`(_ account: Account) throws {
    var plan = account.plan
    plan.usesNamespaces = false
    plan.threads = 16
    let report = try Probe.run(["threads:40"], as: account, in: plan)
    // Root's worker is a user of its own.
    #expect(report["threads:40"] == (account == .root ? EAGAIN : 0), "\(report)")
    #expect(report.gaps.count == (account == .root ? 0 : 1), "\(report)")
  }
}
