import CFaultyDisk
import CSQLite
import FixtureBuilder
import RoundhouseModel
import RoundhouseRuns
import RoundhouseStore
import RunLives
import Testing

extension FaultyDiskTests {
  @Suite(.serialized) struct CancelledJobTests {
    @Test("A job can be cancelled between two attempts, although it is not written yet that the first has failed")
    func cancelled() async throws {
      let folder = try TemporaryFolder()
      let settings = try FaultyDiskTests.life(folder).settings
      let runs = try Runs(
        store: try RunFolder(path: folder.path + "/runs").claim(settings), agents: NobodyAnswers())
      runs.register(
        Workflow("fails") { _, _ in
          faulty_disk_refuse_after(1, SQLITE_FULL)
          throw RoundhouseError(.agentError, "not this time")
        })
      try await runs.start()
      var options = JobOptions()
      options.retry = Retry(.fixed, retries: 3, base: .seconds(3_600))
      let number = try await runs.enqueue("fails", [], options)
      try await eventually { faulty_disk_refused() > 0 }
      async let isCancelled = runs.cancel(number, reason: "nobody wants it")
      try await Task.sleep(for: .milliseconds(20))
      faulty_disk_accept()
      #expect(try await isCancelled)
      #expect(try await runs.outcome(of: number).state == .cancelled)
      await runs.stop()
    }
  }
}
