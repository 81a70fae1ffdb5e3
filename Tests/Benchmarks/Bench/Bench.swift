internal import CPlatform

/// The benchmarks of this house: JSON lines with the names and fields of the peers' harness.
enum Bench {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if arguments.isEmpty || arguments.contains("route") {
        for line in try RouteBenchmarks.run(sizes: [10, 1000, 10_000, 100_000]) { print(line.line) }
      }
    } catch {
      print("# \(error)")
      exit(1)
    }
  }
}
