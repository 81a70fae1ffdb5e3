internal import CPlatform

/// One figure of a benchmark, printed as one JSON line with the fields that the peers' harness prints.
struct Measurement {
  var bench: String
  var system: String
  var p50: Double  // microseconds
  var p99: Double
  var operations: Double  // per second
  var notes: String
  var count: Int
  /// How many operations are under way at once.
  var width = 1
  var extra: [(String, Double)] = []

  var line: String {
    var text = "{\"bench\": \"\(bench)\", \"system\": \"\(system)\", \"version\": \"0.1.0\", "
    text += "\"p50_us\": \(Measurement.text(p50)), \"p99_us\": \(Measurement.text(p99)), "
    text += "\"ops_s\": \(Measurement.text(operations)), \"n\": \(count), \"conc\": \(width), \"repeats\": 5"
    for (name, value) in extra { text += ", \"\(name)\": \(Measurement.text(value))" }
    return text + ", \"notes\": \"\(notes)\"}"
  }

  private static func text(_ value: Double) -> String {
    let thousandths = (value * 10_000).rounded() / 10_000
    return thousandths == thousandths.rounded() && thousandths.magnitude < 1e15
      ? "\(Int(thousandths))" : "\(thousandths)"
  }
}

/// Times operations in batches: the median of batch means over five repeats.
enum Measure {
  /// - Parameters:
  ///   - batch: operations between two looks at the clock.
  ///   - body: does so many operations.
  static func batches(
    _ bench: String, _ system: String, batch: Int, batches: Int = 200, notes: String = "", _ body: (Int) -> Void
  ) -> Measurement {
    body(batch)
    var medians: [Double] = []
    var tails: [Double] = []
    for _ in 0..<5 {
      var times: [Double] = []
      for _ in 0..<batches {
        let start = platform_now()
        body(batch)
        times.append(Double(platform_now() - start) / Double(batch) / 1000)
      }
      times.sort()
      medians.append(times[times.count / 2])
      tails.append(times[times.count * 99 / 100])
    }
    medians.sort()
    tails.sort()
    return Measurement(
      bench: bench, system: system, p50: medians[2], p99: tails[2], operations: 1e6 / medians[2],
      notes: notes.isEmpty ? "batches of \(batch); p99 is of batch means" : notes, count: batch * batches * 5)
  }
}
