import Foundation
import Glibc
import Testing

@Suite("A host whose state folder is not what it should be")
struct BadStateTests {
  private static let plan = #"{"document": {"steps": [{"id": "a", "capability": "text.echo"}]}, "wait": true}"#

  /// A folder in which a host has carried out some runs, and was killed: what it has written is in the log.
  private func used() throws -> String {
    let host = try RunningHost()
    for _ in 0..<3 { #expect(try host.connection().send("POST", "/v1/runs", Self.plan).status == 200) }
    host.program.signal(SIGKILL)
    _ = host.program.wait()
    return host.state
  }

  /// - Returns: how a host ends that is started there.
  private func start(_ state: String) throws -> Program.Ending {
    // One that starts after all is ended, with the status of `timeout`.
    try Program.run(["timeout", "20", House.command, "serve", "--listen", "127.0.0.1:0", "--state", state])
  }

  @Test func `a damaged log of runs is refused with what to do, and goes on when it is whole again`() throws {
    let state = try used()
    let file = state + "/runs/1.db-wal"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    try (Data(repeating: 0x41, count: 32) + bytes.dropFirst(32)).write(to: URL(fileURLWithPath: file))
    let refused = try start(state)
    #expect(refused.status != 0 && refused.status != 124)
    #expect(refused.errors.contains("1.db"), "\(refused.errors)")
    #expect(refused.errors.contains("→"), "\(refused.errors)")
    try bytes.write(to: URL(fileURLWithPath: file))
    let host = try RunningHost(state: state)
    #expect(try host.get("/v1/runs").body.components(separatedBy: "\"run\":").count == 4)
    #expect(host.stop().status == 0)
  }

  @Test func `a log that lacks what was confirmed is refused, and goes on when the loss is accepted`() throws {
    let state = try used()
    let log = state + "/runs/1.db-wal"
    // A head and one page: behind them the log has room that was not written yet, so half of it may be all there is.
    #expect(truncate(log, 32 + 24 + 4096) == 0)
    let refused = try start(state)
    #expect(refused.status != 0 && refused.status != 124)
    #expect(refused.errors.contains("--accept-loss"), "\(refused.errors)")
    let host = try RunningHost(accepting: state)
    #expect(try host.connection().send("POST", "/v1/runs", Self.plan).status == 200)
    #expect(host.stop().status == 0)
  }

  @Test(.enabled(if: geteuid() == 0)) func `a state folder on a read-only disk is refused with what to do`() throws {
    let folder = try House.folder("disk")
    try #require(mount("tmpfs", folder, "tmpfs", 0, "size=64m") == 0)
    defer { umount2(folder, 2) }
    let host = try RunningHost(state: folder + "/state")
    #expect(host.stop().status == 0)
    try #require(mount("tmpfs", folder, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) == 0)
    let refused = try start(folder + "/state")
    #expect(refused.status != 0 && refused.status != 124)
    #expect(refused.errors.lowercased().contains("read-only") && refused.errors.contains("→"), "\(refused.errors)")
  }

  @Test func `a second host on a folder is refused, and says whose it is`() throws {
    let host = try RunningHost()
    let refused = try start(host.state)
    #expect(refused.status != 0 && refused.status != 124)
    #expect(refused.errors.contains(host.state) && refused.errors.contains("→"), "\(refused.errors)")
    #expect(host.stop().status == 0)
  }
}
