import Foundation
import Testing

@Suite("data.jq beside the command jq", .enabled(if: (try? Program.run(["jq", "-n", "1"]).status) == 0, "needs jq"))
struct JQDifferentialTests {
  @Test("Each program gives for each document what jq gives, or raises the same", .timeLimit(.minutes(10)))
  func agrees() throws {
    let agent = try JQAgent(RunningHost())
    var (compiled, refused, raised) = (0, 0, 0)
    for program in JQPrograms.all {
      guard let outcomes = try JQCommand.outcomes(program, JQPrograms.documents) else {
        let answer = try agent.ask(program)
        #expect(answer.code == "bad_request" && answer.agentCode == "bad_filter", "\(program): \(answer.body)")
        refused += 1
        continue
      }
      compiled += 1
      for (document, outcome) in zip(JQPrograms.documents, outcomes) {
        let answer = try agent.ask(program, input: document)
        #expect(Self.outcome(answer) == outcome, "\(program) for \(document)")
        if case .raised = outcome { raised += 1 }
      }
    }
    let answers = compiled * JQPrograms.documents.count
    print("jq: \(compiled) programs agree on \(answers) answers, \(raised) of them errors; \(refused) do not compile")
    #expect(compiled > 300)
    #expect(raised * 2 < answers, "most programs say something")
    #expect(try agent.worker().restarts == 0)
  }

  private static func outcome(_ answer: JQAgent.Answer) -> JQCommand.Outcome? {
    if answer.status == 200 { return .results(answer.body) }
    guard answer.code == "agent_error", answer.agentCode == "jq_error" else { return nil }
    return .raised(answer.message)
  }

  private static let withArguments = [
    "$x", "$x + $y", "[.[]? | select(. == $x)]", "def f: $y; f", "$x as $y | [$x, $y]", "{$x, $y}", "$ARGS.named",
    "reduce $y[] as $x ($x; . + 1)", ".[$x]?", "[$x, .] | .[$y | length]?", "map(. + $x)", "path(..)", "$__loc__",
    "[paths]", "\"\\($x)\"", "$z", ". as [$x] | [$x, $y]", ".a = $y", "error($x)",
  ]

  @Test("Arguments mean what they mean to jq", .timeLimit(.minutes(5)))
  func arguments() throws {
    let agent = try JQAgent(RunningHost())
    let numbers = [(name: "x", value: "1"), (name: "y", value: #"[2,{"a":null}]"#)]
    let texts = [(name: "x", value: #""a""#), (name: "y", value: "[]")]
    for (program, values) in Self.withArguments.flatMap({ [($0, numbers), ($0, texts)] }) {
      guard let outcomes = try JQCommand.outcomes(program, JQPrograms.documents, arguments: values) else {
        #expect(try agent.ask(program, arguments: values).agentCode == "bad_filter")
        continue
      }
      for (document, outcome) in zip(JQPrograms.documents, outcomes) {
        let answer = try agent.ask(program, input: document, arguments: values)
        #expect(Self.outcome(answer) == outcome, "\(program) for \(document)")
      }
    }
  }
}
