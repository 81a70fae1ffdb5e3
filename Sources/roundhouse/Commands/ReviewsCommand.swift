internal import Glibc
internal import RoundhouseModel

/// `roundhouse reviews`: what runs ask a person to look at, and what that person decides.
enum ReviewsCommand {
  private static let run = Argument("RUN", help: "The run's number, such as run_1m8hgmtp60000")
  private static let review = Option(
    "review", value: "NAME", help: "Which one, if the run waits for several: as `reviews` shows it")
  private static let reviewer = Option("by", value: "NAME", help: "Who decides [you]")
  private static let confidence = Option("confidence", value: "N", help: "How sure you are, from 0 to 1")
  private static let comments = Option("comments", letter: "m", value: "TEXT", help: "Why, for those who read it later")
  private static let changes = Option(
    "changes", value: "JSON", help: "What is to stand in its place: JSON, or @FILE, or -")
  private static let limit = Option(
    "limit", letter: "n", value: "N", kind: .integer(1...1000), fallback: "100", help: "At most so many")

  static let command = Command(
    name: "reviews",
    abstract: "List what runs ask a person to decide",
    discussion: """
      A run that asks a person waits until somebody decides, or until the time is over that it gives: it holds no thread \
      meanwhile and goes on after a restart of the host.
      """,
    options: [limit, .json] + Option.host,
    examples: [
      .init("roundhouse reviews --server \(ServerURL.standard)", "What waits, the oldest run first"),
      .init("roundhouse reviews approve run_1m8hgmtp60000 -m \"good\" --server \(ServerURL.standard)", "Let it go on"),
    ],
    subcommands: [list, approve, reject, suggest],
    body: show)

  private static let list = Command(
    name: "list", abstract: "List what runs ask a person to decide", options: [limit, .json] + Option.host, body: show)

  private static let approve = verdict("approve", "approved", "Let a run go on with what it has shown")
  private static let reject = verdict("reject", "rejected", "Do not let a run go on with what it has shown")
  private static let suggest = verdict(
    "suggest", "changes", "Let a run go on with changes: --changes, or in words with --comments", options: [changes])

  private static func show(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    let question = RunQuestion.reviews(invocation[limit].flatMap { Int($0) } ?? 100)
    return try AnswerCommand.show(.runs(question), invocation, console) { ReviewsView($0).text(console.output) }
  }

  private static func verdict(
    _ name: String, _ verdict: String, _ abstract: String, options: [Option] = []
  ) -> Command {
    Command(
      name: name, abstract: abstract, arguments: [run],
      options: options + [comments, confidence, review, reviewer, .json] + Option.host,
      body: { (invocation, console) throws(RoundhouseError) in
        let question = RunQuestion.review(invocation.argument(0) ?? "", try answer(verdict, invocation))
        return try AnswerCommand.show(.runs(question), invocation, console) { RunView($0).text(console.output) }
      })
  }

  private static func answer(_ verdict: String, _ invocation: Invocation) throws(RoundhouseError) -> ReviewAnswer {
    var answer = ReviewAnswer()
    answer.review = invocation[review] ?? ""
    answer.reviewer = invocation[reviewer] ?? Terminal.variable("USER") ?? Terminal.variable("LOGNAME") ?? ""
    var json = JSONWriter()
    json.beginObject()
    json.member("verdict", verdict)
    if let words = invocation[comments] { json.member("comments", words) }
    if let text = invocation[confidence] {
      guard let number = Double(text), (0...1).contains(number) else {
        throw RoundhouseError(
          .badRequest, "--confidence is a number from 0 to 1, not \(text)", remedy: "write it as in --confidence 0.9")
      }
      json.member("confidence", number)
    }
    if verdict == "changes", invocation.has(changes) {
      json.member("changes", raw: try PayloadArgument.read(invocation[changes], isBinary: false))
    }
    json.endObject()
    answer.decision = json.bytes
    return answer
  }
}
