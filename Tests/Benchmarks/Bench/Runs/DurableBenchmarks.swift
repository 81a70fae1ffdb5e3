internal import CFloors
internal import CPlatform
internal import FixtureBuilder
internal import RoundhouseModel
internal import RoundhouseRuns
internal import RoundhouseStore

/// `durable.seq3` and its kin: recorded runs of three steps, beside bare commits on the same disk.
///
/// As in the peers' rows, `ops_s` is of steps and the times are of whole runs.
enum DurableBenchmarks {
  private static let payload = RouteBenchmarks.payload

  static func code(_ extent: Extent) async throws -> [Measurement] {
    try await beside("durable.seq3", "seq3", payload, width: 1, extent)
      + beside("durable.seq3.c64", "seq3", payload, width: 64, extent)
  }

  static func plans(_ extent: Extent) async throws -> [Measurement] {
    let chain = RunShapes.plan(isParallel: false)
    let fan = RunShapes.plan(isParallel: true)
    return try await beside("durable.plan.seq3", "plan", chain, width: 1, extent)
      + beside("durable.plan.fanout3", "plan", fan, width: 1, extent)
      + beside("durable.plan.seq3.c64", "plan", chain, width: 64, extent)
  }

  /// Runs a second at several widths, and the disk that a step takes.
  static func crowds(_ extent: Extent) async throws -> [Measurement] {
    var lines: [Measurement] = []
    for width in [1, 16, 64, 256] { lines.append(try await crowd(width, extent)) }
    for width in [1, 64] { lines.append(try await journal(width, extent)) }
    return lines
  }

  /// Runs and bare commits in turn, as many steps here as rows there.
  private static func beside(
    _ name: String, _ workflow: String, _ input: [UInt8], width: Int, _ extent: Extent
  ) async throws -> [Measurement] {
    let floor = try CommitFloor()
    let count = width == 1 ? extent.runs : extent.crowd
    let rounds = try await DiskRuns.with { disk in
      var rounds: [DurableRound] = []
      // The first is for warming up.
      for _ in 0...extent.rounds {
        let bare = try floor.write(commits: 3 * count / width, rows: width)
        let before = disk.store.counts
        let start = platform_now()
        let times = try await disk.perform(workflow, input, count: count, width: width)
        let whole = Double(platform_now() - start) / 1e9
        let after = disk.store.counts
        rounds.append(
          DurableRound(
            times: times, steps: 3 * count, seconds: whole, bareRows: 3 * count, bareCommits: 3 * count / width,
            bareSeconds: bare, commits: after.commits - before.commits, records: after.records - before.records))
      }
      return rounds
    }
    return DurableRound.measurements(name, Array(rounds.dropFirst()), width: width)
  }

  /// Runs a second at so many at once.
  private static func crowd(_ width: Int, _ extent: Extent) async throws -> Measurement {
    let count = width == 1 ? extent.runs : extent.crowd
    var (rates, times): ([Double], [Double]) = ([], [])
    try await DiskRuns.with { disk in
      _ = try await disk.perform("seq3", payload, count: count, width: width)
      for _ in 0..<5 {
        let start = platform_now()
        times += try await disk.perform("seq3", payload, count: count, width: width)
        rates.append(Double(count) * 1e9 / Double(platform_now() - start))
      }
    }
    times.sort()
    rates.sort()
    return Measurement(
      bench: "runs.c\(width)", system: "roundhouse", p50: times[times.count / 2], p99: times[times.count * 99 / 100],
      operations: rates[2], notes: "recorded runs of three steps; per second: runs", count: times.count,
      width: width)
  }

  /// How much of the disk a step takes: of the log, and of the file when the log was moved into it.
  private static func journal(_ width: Int, _ extent: Extent) async throws -> Measurement {
    var settings = RunStoreSettings()
    // Nothing is moved before all is measured.
    (settings.earlyLog, settings.longLog) = (.max, .max)
    (settings.restingLog, settings.longestLog) = (.max, .max)
    let count = width == 1 ? 5 * extent.runs : extent.crowd
    let (times, log, file) = try await DiskRuns.with(settings) { disk in
      let times = try await disk.perform("seq3", payload, count: count, width: width).sorted()
      return (times, floor_log_bytes(disk.path), floor_moved_bytes(disk.path))
    }
    guard log > 0, file > 0 else { throw FixtureError("the log cannot be moved into the file") }
    let steps = Double(3 * count)
    var line = Measurement(
      bench: "journal.bytes.c\(width)", system: "roundhouse", p50: times[count / 2], p99: times[count * 99 / 100],
      operations: 1e6 / times[count / 2], notes: "three steps of 200 bytes; the run's own rows included", count: count,
      width: width)
    line.extra = [
      ("log_bytes_per_step", Double(log) / steps),
      ("file_bytes_per_step", Double(file) / steps),
    ]
    return line
  }
}
