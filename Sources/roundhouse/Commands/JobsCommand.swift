internal import RoundhouseModel

/// `roundhouse jobs`: runs for the background.
enum JobsCommand {
  static let queue = Option("queue", value: "NAME", help: "The queue [default]")
  static let priority = Option(
    "priority", value: "N", kind: .integer(-1000...1000), fallback: "0", help: "Higher ones are taken first")
  static let delay = Option("delay", value: "TIME", kind: .duration, help: "Not before so long from now")
  static let retries = Option(
    "retries", value: "N", kind: .integer(0...1000), fallback: "3", help: "Tries after a failure, then it is put aside")

  static let command = Command(
    name: "jobs",
    abstract: "List background jobs, the latest first",
    discussion:
      "A job is a run that waits in a queue until the host has time for it. See `roundhouse runs` for all else.",
    options: [queue, RunsCommand.stateFilter, RunsCommand.limit, .json] + Option.host,
    examples: [
      .init("roundhouse jobs add report.json --delay 10m --server \(ServerURL.standard)", "In ten minutes"),
      .init("roundhouse jobs --in failed --server \(ServerURL.standard)", "Those that were put aside"),
    ],
    subcommands: [add],
    body: { (invocation, console) throws(RoundhouseError) in
      var search = RunSearch()
      search.queue = invocation[queue] ?? ""
      search.state = invocation[RunsCommand.stateFilter] ?? ""
      if let limit = invocation[RunsCommand.limit].flatMap({ Int($0) }) { search.limit = limit }
      return try AnswerCommand.show(.runs(.list(search)), invocation, console) {
        RunsView($0, what: "jobs").text(console.output)
      }
    })

  private static let add = Command(
    name: "add", abstract: "Put a run in a queue, and print its number",
    arguments: [
      Argument("FILE | WORKFLOW", kind: .file, help: "A plan's or coordination's file, or a workflow's name")
    ],
    options: [
      RunCommand.input, RunCommand.text, RunCommand.key, RunCommand.timeout, queue, priority, delay, retries, .json,
      .server,
    ],
    body: { (invocation, console) throws(RoundhouseError) in
      var request = try RunCommand.request(invocation)
      request.queue = invocation[queue] ?? ""
      request.priority = invocation[priority].flatMap { Int64($0) } ?? 0
      request.delay = invocation[delay].flatMap(DurationText.parse) ?? 0
      request.retries = invocation[retries].flatMap { Int($0) }
      let host = try AskedHosts.running(invocation)
      let run = try JSONNode.answer(host.answer(.runs(.enqueue(request))))
      console.output.write(invocation.has(.json) ? AnswerCommand.pretty(run) : Array((run.text("run") + "\n").utf8))
      return 0
    })
}
