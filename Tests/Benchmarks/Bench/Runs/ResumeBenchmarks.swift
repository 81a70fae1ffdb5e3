internal import CPlatform
internal import FixtureBuilder
internal import Glibc
internal import RoundhouseModel
internal import RoundhouseRuns

/// `resume.10k`: runs that a killed process has left half done, until all of them have ended in the next one.
enum ResumeBenchmarks {
  /// The word that makes this program the process that is killed.
  static let word = "leave-runs"

  static func run(_ extent: Extent) async throws -> [Measurement] {
    var (all, first): ([Double], [Double]) = ([], [])
    for _ in 0..<5 {
      let folder = try leave(extent.left)
      let start = platform_now()
      let disk = try DiskRuns(in: folder.path)
      try await disk.runs.start()
      let counts = try await end(of: extent.left, disk)
      await disk.runs.stop()
      first.append(Double(counts.firstEnd - start) / 1000)
      all.append(Double(counts.lastEnd - start) / 1000)
    }
    all.sort()
    first.sort()
    var line = Measurement(
      bench: extent.left == 10_000 ? "resume.10k" : "resume.\(extent.left)", system: "roundhouse", p50: all[2],
      p99: all[4], operations: Double(extent.left) * 1e6 / all[2],
      notes: "one step done and one not; from opening the file until the last end is on the disk", count: 5)
    line.extra = [("first_us", first[2])]
    return [line]
  }

  /// In the process that is killed: begins so many runs, and each waits for its second step.
  static func leaveRuns(_ arguments: [String]) async throws {
    guard arguments.count == 2, let count = Int(arguments[1]) else {
      throw FixtureError("which folder, how many runs?")
    }
    let disk = try DiskRuns(in: arguments[0], agents: StuckAgents(count))
    try await disk.runs.start()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<count { group.addTask { _ = try await disk.runs.submit("half", RouteBenchmarks.payload) } }
      try await group.waitForAll()
    }
    // Killed by its last agent.
    while true { try await Task.sleep(for: .seconds(1)) }
  }

  /// - Returns: a folder with so many runs that are half done.
  private static func leave(_ count: Int) throws -> TemporaryFolder {
    let folder = try DiskRuns.folder()
    let child = try Command.run(["/proc/self/exe", word, folder.path, "\(count)"])
    guard child.status == 128 + SIGKILL else { throw FixtureError("the process ended by itself: \(child.output)") }
    return folder
  }

  private static func end(of count: Int, _ disk: DiskRuns) async throws -> CountingStore.Counts {
    for _ in 0..<12_000 {
      let counts = disk.store.counts
      if counts.ended == count { return counts }
      try await Task.sleep(for: .milliseconds(5))
    }
    throw FixtureError("\(count - disk.store.counts.ended) of \(count) runs do not end")
  }
}
