internal import CPlatform

extension Measure {
  /// Times a floor and ours in turn, so that a busy moment of the machine falls on both.
  /// - Parameters:
  ///   - floor: what is measured beside ours; does so many operations.
  ///   - steps: in each operation, for what the kernel adds to one.
  static func inTurn(
    _ bench: String, batch: Int, batches: Int = 100, steps: Double = 3, notes: String,
    floor: (system: String, body: (Int) async throws -> Void), ours: (Int) async throws -> Void
  ) async throws -> [Measurement] {
    var (floors, times): ([Double], [Double]) = ([], [])
    for round in -1..<batches {
      let start = platform_now()
      try await floor.body(batch)
      let middle = platform_now()
      try await ours(batch)
      // The first is for warming up.
      if round < 0 { continue }
      floors.append(Double(middle - start) / Double(batch) / 1000)
      times.append(Double(platform_now() - middle) / Double(batch) / 1000)
    }
    let below = measurement(bench, floor.system, floors, batch, "batches of \(batch)")
    var mine = measurement(bench, "roundhouse", times, batch, "\(notes); batches of \(batch)")
    mine.extra = [("ratio_to_floor", mine.p50 / below.p50), ("kernel_us_per_step", (mine.p50 - below.p50) / steps)]
    return [below, mine]
  }

  private static func measurement(
    _ bench: String, _ system: String, _ times: [Double], _ batch: Int, _ notes: String
  ) -> Measurement {
    let times = times.sorted()
    let middle = times[times.count / 2]
    return Measurement(
      bench: bench, system: system, p50: middle, p99: times[times.count * 99 / 100], operations: 1e6 / middle,
      notes: notes, count: batch * times.count)
  }
}
