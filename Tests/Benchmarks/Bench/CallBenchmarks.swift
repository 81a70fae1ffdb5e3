internal import CFloors
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

/// `invoke1.async`, `blocking1` and `ffi.json`: one call each, beside the floor that fits it.
enum CallBenchmarks {
  static func run() async throws -> [Measurement] {
    try await invoking() + blocking() + foreign()
  }

  /// The seam of runs and patterns: an owned payload in, an owned payload out.
  private static func invoking() async throws -> [Measurement] {
    let bench = try BenchHost()
    try bench.add(0..<10)
    let invoking: any Invoking = bench.host
    var times: [Double] = []
    for _ in 0..<1000 {
      let start = platform_now()
      for _ in 0..<1000 {
        let answer = try await invoking.call("cap.text.echo-3", RouteBenchmarks.payload, CallOptions())
        if answer.bytes.count != 200 { fatalError("a wrong answer") }
      }
      times.append(Double(platform_now() - start) / 1e6)
    }
    times.sort()
    return [
      Measurement(
        bench: "invoke1.async", system: "roundhouse", p50: times[500], p99: times[990], operations: 1e6 / times[500],
        notes: "through any Invoking; batches of 1000", count: 1_000_000)
    ]
  }

  /// An agent on a thread of the host's own, beside two threads that wake each other.
  private static func blocking() throws -> [Measurement] {
    let bench = try BenchHost()
    try bench.add(0..<1, blocking: true)
    var floors: [Double] = []
    var ours: [Double] = []
    // In turn, because where the scheduler puts the threads changes both by a factor of ten.
    for _ in 0..<20 {
      floors.append(Double(floor_futex_ping_pong(1000)) / 1e6)
      let start = platform_now()
      for _ in 0..<1000 { _ = try bench.host.callBlocking("cap.text.echo-0", RouteBenchmarks.payload) }
      ours.append(Double(platform_now() - start) / 1e6)
    }
    floors.sort()
    ours.sort()
    var mine = Measurement(
      bench: "blocking1", system: "roundhouse", p50: ours[10], p99: ours[19], operations: 1e6 / ours[10],
      notes: "20 rounds of 1000, in turn with the floor", count: 20_000)
    mine.extra = [("ratio_to_floor", ours[10] / floors[10])]
    let floor = Measurement(
      bench: "blocking1", system: "c-futex-ping-pong", p50: floors[10], p99: floors[19], operations: 1e6 / floors[10],
      notes: "20 rounds of 1000", count: 20_000)
    return [floor, mine]
  }

  /// A C library from its manifest alone: JSON in, `pow`, JSON out.
  private static func foreign() throws -> [Measurement] {
    let bench = try BenchHost()
    try bench.add(folder: "libm")
    let host = bench.host
    let input = Array("{\"base\":2,\"exponent\":10}".utf8)
    let ours = Measure.batches("ffi.json", "roundhouse", batch: 1000) { count in
      for _ in 0..<count {
        do throws(RoundhouseError) {
          let reply = try host.callBlocking("math.pow", input)
          if reply.bytes.count != 15 { fatalError("a wrong answer") }
        } catch {
          fatalError("\(error)")
        }
      }
    }
    let floor = Measure.batches("ffi.json", "c-ffi-call", batch: 1000) { count in
      if floor_ffi_calls(UInt32(count)) != 1024 { fatalError("a wrong answer") }
    }
    return [floor, ours]
  }
}
