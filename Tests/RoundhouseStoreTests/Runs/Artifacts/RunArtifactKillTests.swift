import Foundation
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import Testing

/// Hosts that are killed while they write long payloads.
struct RunArtifactKillTests {
  private static let lives = ProcessInfo.processInfo.environment["ROUNDHOUSE_SOAK"] == "1" ? 200 : 12

  let folder = TemporaryFolder()

  @Test("Killed at any moment: all that was confirmed is whole, and no file is left that nobody names")
  func anyMoment() async throws {
    let path = folder.path
    var chance = SplitMix(seed: 17)
    for _ in 0..<Self.lives {
      let pause = chance.next(in: 1...150)
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, pause = pause as UInt64] in
        try PayloadHost(folder: path).live(milliseconds: pause)
      }
      let confirmed = try PayloadHost(folder: path).confirmed
      let store = try SQLiteRunStore(folder: path, name: "1", settings: .small)
      try PayloadHost(folder: path).check(store, confirmed)
      #expect(LongPayloads.files(path) == LongPayloads.named(path))
    }
    // A disk that others use may confirm few in a life.
    #expect(try PayloadHost(folder: path).confirmed > 0)
  }

  @Test("A run with long payloads goes on with another host")
  func goingOn() async throws {
    let (path, log) = (folder.file("runs"), folder.file("log"))
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, log = log as String] in
      let runs = try Runs(store: try RunFolder(path: path).claim(.small), agents: NoAgents())
      runs.register(LoggedSteps.workflow(log: log) { if $0 == "c" { kill(getpid(), SIGKILL) } })
      try await runs.start()
      var options = RunOptions()
      options.key = "long"
      _ = try await runs.perform("logged", [UInt8](repeating: 0x78, count: 100_000), options)
    }
    let store = try #require(try RunFolder(path: path).adopt("1", .small))
    let number = try #require(try store.run(clientKey: "long")).number
    let runs = try Runs(store: store, agents: NoAgents())
    runs.register(LoggedSteps.workflow(log: log))
    try await runs.start()
    let outcome = try await runs.outcome(of: number)
    await runs.stop()
    #expect(outcome.state == .completed)
    #expect(outcome.output == [UInt8](repeating: 0x78, count: 100_000) + Array(" a b c d".utf8))
    #expect(try store.run(number)?.output == outcome.output)
    #expect(LongPayloads.files(path).count == 2)
  }
}
