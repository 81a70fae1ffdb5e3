import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// The kernel of runs over files of runs.
struct RunKernelTests {
  let folder = TemporaryFolder()
  var path: String { folder.file("runs") }

  @Test("Runs that were killed in a step are gone on with by another host, and what was finished is not done again")
  func killed() async throws {
    let (path, log) = (path, folder.file("log"))
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, log = log as String] in
      let runs = try Runs(store: try RunFolder(path: path).claim(.small), agents: NoAgents())
      runs.register(LoggedSteps.workflow(log: log) { if $0 == "c" { kill(getpid(), SIGKILL) } })
      try await runs.start()
      var options = RunOptions()
      options.key = "only-once"
      _ = try await runs.perform("logged", Array("in".utf8), options)
    }
    let folder = try RunFolder(path: path)
    let store = try #require(try folder.adopt("1", .small))
    let number = try #require(try store.run(clientKey: "only-once")).number
    let runs = try Runs(store: store, agents: NoAgents())
    runs.register(LoggedSteps.workflow(log: log))
    try await runs.start()
    let outcome = try await runs.outcome(of: number)
    #expect(outcome.state == .completed)
    #expect(String(decoding: outcome.output, as: UTF8.self) == "in a b c d")
    await runs.stop()
    #expect(try String(contentsOfFile: log, encoding: .utf8) == "a\nb\nc\nc\nd\n")
    #expect(try store.run(number)?.state == .completed)
    #expect(try store.journal(of: number).filter { $0.kind == .step }.map(\.key) == ["a", "b", "c", "d"])
  }

  @Test("On a full disk runs stand still, and end when there is room", .enabled(if: TinyDisk.canMount))
  func fullDisk() async throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 4 << 20)
    let store = try RunFolder(path: disk.path).claim(.small)
    let runs = try Runs(store: store, agents: NoAgents())
    runs.register(LoggedSteps.workflow(log: folder.file("log")) { if $0 == "b" { disk.fill() } })
    runs.register(Workflow("short") { _, input in input })
    try await runs.start()
    async let outcome = runs.perform("logged", Array("in".utf8))
    try await waitForRefusal(runs)
    try FileManager.default.removeItem(atPath: disk.path + "/ballast")
    #expect(try await outcome.state == .completed)
    await runs.stop()
    #expect(try String(contentsOfFile: folder.file("log"), encoding: .utf8) == "a\nb\nc\nd\n")
  }

  /// Waits until new runs are refused because nothing can be written. One that was taken just before waits with the
  /// others, so nobody waits for it here.
  private func waitForRefusal(_ runs: Runs) async throws {
    let refusals = Counter()
    while refusals.count == 0 {
      Task {
        do throws(RoundhouseError) { _ = try await runs.submit("short") } catch  where error.code == .storeFull {
          refusals.add()
        }
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
