import AgentKit
import AgentText
import Foundation
import Testing

@Suite("Votes") struct BallotTests {
  private func vote(
    _ options: [String], _ messages: [String], evidence: [Double]? = nil, share: Double = 0.5
  ) throws -> Vote {
    let said = messages.map { ["role": "user", "content": $0] }
    let json = try JSONSerialization.data(withJSONObject: ["topic": "t", "options": options, "messages": said])
    let ballot = try JSONDecoder().decode(Ballot.self, from: json)
    return try ballot.vote(evidence: evidence ?? options.map { _ in 0 }, share: share)
  }

  @Test(
    "the option that more speaks for is chosen",
    arguments: [
      (["SQLite", "PostgreSQL"], ["PostgreSQL is right.", "I prefer PostgreSQL.", "SQLite is slow."], "PostgreSQL"),
      (["plan A", "plan B"], ["Plan A is risky.", "Plan B works."], "plan B"),
      (["approve", "reject"], ["This is unsafe.", "It is not good."], "reject"),
      (["no", "yes"], ["I agree.", "A sound idea."], "yes"), (["red", "blue"], [], "red"),
    ])
  func discussion(options: [String], messages: [String], choice: String) throws {
    let vote = try vote(options, messages)
    #expect(vote.choice == choice)
    #expect(0...1 ~= vote.confidence)
    #expect(messages.isEmpty == (vote.confidence == 0.5))
  }

  @Test("documents decide where the discussion does not")
  func documents() throws {
    let vote = try vote(["red", "blue"], ["Hello."], evidence: [0.1, 0.9])
    #expect(vote.choice == "blue")
    #expect(vote.reason == "The documents say most about it.")
  }

  @Test("the only option is chosen, a tie goes to the first, and no options are refused")
  func edges() throws {
    #expect(try vote(["one"], []).confidence == 1)
    #expect(try vote(["same", "same"], ["same"]).choice == "same")
    #expect(try vote(["", "?"], ["..."]).choice == "")
    let refusal = #expect(throws: AgentError.self) { try vote([], []) }
    #expect(refusal?.agentCode == "bad_options")
  }
}
