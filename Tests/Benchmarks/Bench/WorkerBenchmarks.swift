internal import CFloors
internal import CPlatform
internal import Glibc
internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// Calls to agents in workers, beside two processes that wake each other and do nothing else.
///
/// Where the scheduler puts two processes changes a wake by a factor of ten, so each row says where both sides ran, and
/// its floor ran there too.
enum WorkerBenchmarks {
  private static let rounds = 20

  static func run() async throws -> [Measurement] {
    try sleeping(0, 0, pause: 0, "one processor") + sleeping(0, 1, pause: 60_000, "two processors")
      + spinning() + many() + start() + crowd()
  }

  // MARK: One call at a time

  private static func sleeping(
    _ here: Int32, _ there: Int32, pause: UInt64, _ place: String
  ) throws -> [Measurement] {
    let bench = try BenchHost()
    try bench.addWorkers(0..<1)
    let name = here == there ? "worker.invoke1.one" : "worker.invoke1.two"
    let count = pause == 0 ? 2000 : 500
    var (floors, sockets, ours): ([Double], [Double], [Double]) = ([], [], [])
    for _ in 0..<rounds {
      floors.append(Double(floor_process_ping_pong(UInt32(count), here, there, pause)) / Double(count) / 1000)
      sockets.append(Double(floor_socket_ping_pong(UInt32(count), here, there, 200)) / Double(count) / 1000)
      try bind(bench, here, there)
      ours.append(try trips(bench, count, pause: pause))
      floor_bind(0, -1)
    }
    return beside(
      name, [("c-futex-ping-pong", floors), ("c-socket-ping-pong", sockets), ("roundhouse", ours)], "asleep, \(place)")
  }

  private static func spinning() throws -> [Measurement] {
    let bench = try BenchHost()
    try bench.addWorkers(0..<1)
    let count = 10_000
    // What a frame of the ring takes with a payload of 200 bytes, its head and the capability's name.
    let size: UInt32 = 280
    var (floors, ours): ([Double], [Double]) = ([], [])
    for _ in 0..<rounds {
      floors.append(Double(floor_process_spin(UInt32(count), 0, 1, size)) / Double(count) / 1000)
      try bind(bench, 0, 1)
      _ = try trips(bench, 1000, pause: 0)
      let start = platform_now()
      for _ in 0..<count { ask(bench) }
      ours.append(Double(platform_now() - start) / Double(count) / 1000)
      floor_bind(0, -1)
    }
    let notes = "awake, two processors, 200 bytes"
    return beside("worker.invoke1.spin", [("c-spin-ping-pong", floors), ("roundhouse", ours)], notes)
  }

  private static func trips(_ bench: BenchHost, _ count: Int, pause: UInt64) throws -> Double {
    var sum: UInt64 = 0
    for _ in 0..<count {
      let end = platform_now() + pause
      while pause > 0, platform_now() < end {}
      let start = platform_now()
      ask(bench)
      sum += platform_now() - start
    }
    return Double(sum) / Double(count) / 1000
  }

  private static func ask(_ bench: BenchHost) {
    do throws(RoundhouseError) {
      let reply = try bench.host.callBlocking("cap.text.echo-0", RouteBenchmarks.payload)
      if reply.bytes.count != 200 { fatalError("a wrong answer") }
    } catch {
      fatalError("\(error)")
    }
  }

  private static func bind(_ bench: BenchHost, _ here: Int32, _ there: Int32) throws {
    guard let process = try bench.host.agent("bench.echo-0").worker?.process else { fatalError("there is no worker") }
    for thread in threads(of: process) { floor_bind(thread, there) }
    floor_bind(0, here)
  }

  /// The threads of a process, whose processors are each bound on their own.
  private static func threads(of process: Int32) -> [Int32] {
    guard let folder = opendir("/proc/\(process)/task") else { return [] }
    defer { closedir(folder) }
    var threads: [Int32] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if let number = Int32(name) { threads.append(number) }
    }
    return threads
  }

  // MARK: Many at once

  /// 64 calls in flight from one thread.
  private static func many() throws -> [Measurement] {
    let bench = try BenchHost()
    try bench.addWorkers(0..<1)
    let host = bench.host
    let name = Array("cap.text.echo-0".utf8)
    let one = Measure.batches("worker.invoke1.c64", "roundhouse", batch: 6400, notes: "64 in flight from one thread") {
      count in
      name.withUnsafeBytes { name in
        RouteBenchmarks.payload.withUnsafeBytes { payload in
          let burst = Burst(host, name, payload)
          for _ in 0..<count / 64 { burst.run(64) }
        }
      }
    }
    return [one]
  }

  // MARK: Processes

  private static func start() throws -> [Measurement] {
    let bench = try BenchHost()
    var times: [Double] = []
    for number in 0..<40 {
      let begin = platform_now()
      try bench.addWorkers(number..<number + 1)
      times.append(Double(platform_now() - begin) / 1000)
    }
    times.sort()
    var figure = Measurement(
      bench: "worker.start", system: "roundhouse", p50: times[20], p99: times[39], operations: 1e6 / times[20],
      notes: "manifest in hand to agent routable, spare included", count: 40)
    let memory = try (0..<40).map { try bench.host.agent("bench.echo-\($0)").worker?.memory ?? 0 }
    figure.extra = [("kibibytes", Double(memory.reduce(0, +)) / 40 / 1024)]
    return [figure]
  }

  /// 200 workers, each of them asked.
  private static func crowd() throws -> [Measurement] {
    let bench = try BenchHost()
    let begin = platform_now()
    try bench.addWorkers(0..<200)
    let started = Double(platform_now() - begin) / 1000
    for number in 0..<200 {
      let reply = try bench.host.callBlocking("cap.text.echo-\(number)", RouteBenchmarks.payload)
      if reply.bytes.count != 200 { fatalError("a wrong answer") }
    }
    return [
      Measurement(
        bench: "worker.crowd.200", system: "roundhouse", p50: started, p99: started, operations: 200e6 / started,
        notes: "200 workers at once, from nothing to all answering", count: 200)
    ]
  }

  private static func beside(
    _ name: String, _ rows: [(system: String, times: [Double])], _ notes: String
  ) -> [Measurement] {
    rows.map { system, times in
      let times = times.sorted()
      return Measurement(
        bench: name, system: system, p50: times[times.count / 2], p99: times[times.count - 1],
        operations: 1e6 / times[times.count / 2], notes: notes, count: times.count)
    }
  }
}
