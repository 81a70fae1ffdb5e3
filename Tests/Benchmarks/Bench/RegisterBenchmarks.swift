internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

/// `register.N`: what one agent costs among N that are registered in one step, and what one more costs after them.
enum RegisterBenchmarks {
  private static let singles = 20

  static func run(sizes: [Int]) throws -> [Measurement] {
    var lines: [Measurement] = []
    for size in sizes {
      let bench = try BenchHost()
      // The library is mapped once, whoever comes first: not what is measured here.
      try bench.add(0..<1)
      let bundles = (1...size).map { bench.bundle($0, blocking: false) }
      let start = platform_now()
      let failures = bench.host.add(bundles)
      let perAgent = Double(platform_now() - start) / Double(size) / 1000
      if let first = failures.first { throw first.error }
      let added = try times(size + 1) { try bench.host.add(bench.bundle($0, blocking: false)) }
      let removed = try times(size + 1) { try bench.host.remove("bench.echo-\($0)") }
      var line = Measurement(
        bench: "register.\(size)", system: "roundhouse", p50: perAgent, p99: perAgent, operations: 1e6 / perAgent,
        notes: "one step for all; add_one_us and remove_one_us with so many there", count: size)
      line.extra = [("add_one_us", added), ("remove_one_us", removed)]
      lines.append(line)
    }
    return lines
  }

  /// The median time of one change, in microseconds.
  private static func times(_ first: Int, _ change: (Int) throws -> Void) throws -> Double {
    var times: [Double] = []
    for number in first..<(first + singles) {
      let start = platform_now()
      try change(number)
      times.append(Double(platform_now() - start) / 1000)
    }
    return times.sorted()[singles / 2]
  }
}
