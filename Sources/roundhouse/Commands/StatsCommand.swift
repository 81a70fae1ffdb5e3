internal import RoundhouseModel

/// `roundhouse stats`: a host in figures.
enum StatsCommand {
  static let command = Command(
    name: "stats",
    abstract: "Show a host in figures: calls, errors, times, memory",
    discussion: "`GET /metrics` of a running host has the same for Prometheus.",
    options: [.json] + Option.host,
    examples: [.init("roundhouse stats --server \(ServerURL.standard)", "The host that runs there")],
    body: { (invocation, console) throws(RoundhouseError) in
      try AnswerCommand.show(.statistics, invocation, console) { StatisticsView($0).text(console.output) }
    })
}
