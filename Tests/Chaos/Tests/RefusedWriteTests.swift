import CFaultyDisk
import CSQLite
import FixtureBuilder
import RoundhouseModel
import RunLives
import Testing

extension FaultyDiskTests {
  /// A disk that is full, or broken, or cannot be written any more, and later can.
  @Suite(.serialized) struct RefusedWriteTests {
    private static let step: UInt64 = isSoak ? 1 : 9

    @Test(
      // The second is SQLITE_IOERR_WRITE.
      "Whichever write is the first to be refused, runs stand still, none fails, and nothing is asked twice",
      arguments: [SQLITE_FULL, SQLITE_IOERR | 3 << 8, SQLITE_READONLY])
    func standsStill(result: Int32) async throws {
      let expected = try await Undisturbed.outputs(of: LifeWork.allCases)
      var write: UInt64 = 1
      var stalls = 0
      while true {
        let folder = try TemporaryFolder()
        let life = try FaultyDiskTests.life(folder)
        faulty_disk_refuse_after(write, result)
        let hasEnded = Flag()
        let living = Task {
          defer { hasEnded.raise() }
          return try await life.live()
        }
        let isRefused = try await waitForRefusal(or: hasEnded)
        try await Task.sleep(for: .milliseconds(15))
        faulty_disk_accept()
        do {
          _ = try await living.value
          stalls += isRefused ? 1 : 0
        } catch {
          // The host was opening its file: it says why it cannot, and the next one can.
          let code = try #require((error as? RoundhouseError)?.code)
          #expect(code == (result == SQLITE_FULL ? .storeFull : .internal), "write \(write): \(error)")
          _ = try await life.live()
        }
        let verdict = try LifeVerdict(life, expected: expected)
        #expect(verdict.complaints.isEmpty, "write \(write): \(verdict)")
        #expect(verdict.repeated == 0 && verdict.inDoubt == 0, "write \(write): \(verdict)")
        if !isRefused { break }
        write += Self.step
      }
      #expect(stalls > 5)
      print("result \(result): refused from each \(Self.step). of \(write) writes, runs stood still \(stalls) times")
    }

    /// - Returns: false if all was done without one.
    private func waitForRefusal(or hasEnded: Flag) async throws -> Bool {
      while faulty_disk_refused() == 0 {
        if hasEnded.isRaised { return faulty_disk_refused() > 0 }
        try await Task.sleep(for: .milliseconds(1))
      }
      return true
    }
  }
}
