internal import CPlatform
internal import Synchronization

/// The benchmarks of this house: JSON lines with the names and fields of the peers' harness.
enum Bench {
  private static let sizes = [10, 1000, 10_000, 100_000]

  /// Runs those that are named, or all. Outside of the main actor, where each suspension would cost a thread switch.
  static func main() {
    let wanted = Set(CommandLine.arguments.dropFirst())
    let done = Atomic<Int32>(-1)
    Task.detached {
      do {
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
        if wanted.isEmpty || wanted.contains("http") { show(try HTTPBenchmarks.run()) }
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
