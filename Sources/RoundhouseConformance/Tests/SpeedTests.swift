internal import CPlatform
internal import RoundhouseModel

// P: how long calls take, for the author to read.
extension ConformanceSuite {
  static let speedTests = [
    ConformanceTest(
      "P1.latency", proves: "P1", "Asks each capability a few hundred times", timeLimit: .seconds(90), body: takeTimes)
  ]

  private static func takeTimes(_ trial: Trial) throws(RoundhouseError) {
    guard let host = try TrialHost.start(trial) else { return }
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    for capability in bundle.manifest.capabilities {
      let payload = trial.examples(capability, bundle, count: 1, &numbers)[0]
      trial.doing("answering \(capability.name) some hundred times")
      let end = platform_now() &+ .milliseconds(500)
      var times: [Nanoseconds] = []
      while times.count < 500, platform_now() < end || times.isEmpty {
        times.append(host.ask(capability, payload).time)
      }
      times.sort()
      let (middle, last) = (times[times.count / 2], times[times.count * 99 / 100])
      trial.notes(
        "\(capability.name): p50 \(microseconds(middle)) µs, p99 \(microseconds(last)) µs (\(times.count) calls)")
    }
  }

  private static func microseconds(_ time: Nanoseconds) -> String {
    time < 10_000 ? "\(time / 1_000).\(time % 1_000 / 100)" : "\(time / 1_000)"
  }
}
