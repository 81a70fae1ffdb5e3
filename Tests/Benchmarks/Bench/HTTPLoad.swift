internal import FixtureBuilder
internal import Glibc

/// What `wrk` measured.
struct HTTPLoad {
  var requests: Double  // per second
  var p50: Double  // microseconds
  var p99: Double
  /// Answers that were not 2xx, and broken connections.
  var hasErrors: Bool

  /// The payload of the peers, posted by 64 connections over one thread.
  static func script(_ payload: [UInt8]) -> String {
    let text = String(decoding: payload, as: UTF8.self)
    return "wrk.method=\"POST\"\nwrk.body=[[\(text)]]\nwrk.headers[\"Content-Type\"]=\"application/json\"\n"
  }

  /// Runs `wrk` once.
  static func run(_ url: String, script: String, connections: Int, seconds: Int) throws -> HTTPLoad {
    let command = try Command.run(
      ["wrk", "-t1", "-c\(connections)", "-d\(seconds)s", "--latency", "-s", script, url])
    let lines = command.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    func figure(_ first: String) -> String? { lines.first { $0.first == first }?.last }
    guard command.status == 0, let rate = figure("Requests/sec:").flatMap(Double.init) else {
      throw FixtureError("wrk failed: \(command.output)")
    }
    return HTTPLoad(
      requests: rate, p50: figure("50%").flatMap(microseconds) ?? 0, p99: figure("99%").flatMap(microseconds) ?? 0,
      hasErrors: command.output.contains("Non-2xx") || command.output.contains("Socket errors"))
  }

  private static func microseconds(_ text: String) -> Double? {
    for (unit, factor) in [("us", 1.0), ("ms", 1e3), ("s", 1e6)] where text.hasSuffix(unit) {
      return Double(text.dropLast(unit.count)).map { $0 * factor }
    }
    return nil
  }
}
