internal import CPlatform
internal import Synchronization

/// The benchmarks of this house: JSON lines with the names and fields of the peers' harness.
enum Bench {
  private static let sizes = [10, 1000, 10_000, 100_000]

  /// Runs those that are named, or all. Outside of the main actor, where each suspension would cost a thread switch.
  static func main() {
    var wanted = Set(CommandLine.arguments.dropFirst())
    // The benchmarks of runs and replacements measure for seconds only, for whoever wants to see that they work.
    let extent = wanted.remove("short") == nil ? Extent.whole : Extent.short
    let done = Atomic<Int32>(-1)
    Task.detached { [wanted] in
      do {
        if let word = CommandLine.arguments.dropFirst().first, word == ResumeBenchmarks.word {
          try await ResumeBenchmarks.leaveRuns(Array(CommandLine.arguments.dropFirst(2)))
        }
        // `route 10` is one size alone.
        let named = wanted.compactMap { Int($0) }
        if wanted.isEmpty || wanted.contains("route") {
          show(try RouteBenchmarks.run(sizes: named.isEmpty ? sizes : named))
        }
        if wanted.isEmpty || wanted.contains("register") {
          show(try RegisterBenchmarks.run(sizes: [1000, 10_000, 100_000]))
        }
        if wanted.isEmpty || wanted.contains("call") { show(try await CallBenchmarks.run()) }
        if wanted.isEmpty || wanted.contains("worker") { show(try await WorkerBenchmarks.run()) }
        if wanted.isEmpty || wanted.contains("load") || wanted.contains("discover") {
          show(try LoadBenchmarks.discover())
        }
        if wanted.isEmpty || wanted.contains("load") || wanted.contains("rescan") { show(try LoadBenchmarks.rescan()) }
        if wanted.isEmpty || wanted.contains("load") || wanted.contains("dropin") { show(try LoadBenchmarks.dropIn()) }
        if wanted.isEmpty || wanted.contains("start") { show(try StartBenchmarks.run()) }
        if wanted.isEmpty || wanted.contains("replacement") { try ReplacementBenchmarks.run(extent, show) }
        if wanted.isEmpty || wanted.contains("http") { show(try HTTPBenchmarks.run()) }
        if wanted.isEmpty || wanted.contains("runs") || wanted.contains("kernel") {
          show(try await KernelBenchmarks.run(extent))
        }
        if wanted.isEmpty || wanted.contains("runs") || wanted.contains("patterns") {
          show(try await HandoffBenchmarks.run(extent))
          show(try await ReviewBenchmarks.run(extent))
        }
        if wanted.isEmpty || wanted.contains("runs") || wanted.contains("chat") {
          show(try await ChatBenchmarks.run(extent))
        }
        if wanted.isEmpty || wanted.contains("runs") || wanted.contains("durable") {
          show(try await DurableBenchmarks.code(extent))
          show(try await DurableBenchmarks.plans(extent))
          show(try await DurableBenchmarks.crowds(extent))
        }
        if wanted.isEmpty || wanted.contains("runs") || wanted.contains("resume") {
          show(try await ResumeBenchmarks.run(extent))
        }
        exit(0)
      } catch {
        print("# \(error)")
        exit(1)
      }
    }
    while done.load(ordering: .relaxed) < 0 { sleep(1) }
  }

  private static func show(_ lines: [Measurement]) {
    for line in lines { print(line.line) }
    // Shown as it is measured, also through a pipe.
    fflush(nil)
  }
}
