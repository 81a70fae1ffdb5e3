import Testing

internal import RoundhouseModel
internal import RoundhousePatterns

@Suite struct ChatReportTests {
  private func report(_ result: String) throws -> [PatternReport.Line] {
    try #require(PatternKinds.report(try JSONDocument(parsing: Array(result.utf8)).root)).lines
  }

  @Test("M-051 M-053 a chat reads like a transcript, with what the moderator did, the votes and the outcome")
  func chat() throws {
    let lines = try report(
      """
      { "pattern": "group_chat", "topic": "T", "goals": ["T", "find out"], "reason": "rounds", "rounds": 1,
        "messages": [{ "name": "anna", "content": "Yes" }],
        "failures": [{ "participant": "ben", "round": 1, "message": "tired" }],
        "interventions": [{ "type": "flow", "action": "redirect", "reason": "off the topic" }],
        "consensus": { "topic": "T", "decision": "agree", "rule": "majority", "tie_break": "moderator", "confidence": 0.654,
          "votes": [{ "voter": "anna", "choice": "agree", "confidence": 0.9, "reason": "cheap" },
            { "voter": "cleo", "choice": "disagree", "confidence": 1 },
            { "voter": "ben", "state": "absent", "problem": "no answer in time" }] } }
      """)
    #expect(
      lines == [
        .heading("T"), .fact(name: "goal", value: "find out"), .speech(who: "anna", what: "Yes"),
        .item(.bad, "ben said nothing in round 1: tired"), .item(.notice, "redirect (flow): off the topic"), .gap,
        .heading("Vote: T"), .item(.good, "anna votes agree, 90 %: cheap"),
        .item(.notice, "cleo votes disagree, 100 %"),
        .item(.bad, "ben has no vote (absent): no answer in time"),
        .item(.good, "decided by majority: agree, confidence 65 %, tie broken by moderator"), .gap,
        .fact(name: "ended by", value: "rounds"), .fact(name: "rounds", value: "1"),
      ])
  }

  @Test("M-053 that nothing was decided is said")
  func undecided() throws {
    let lines = try report(
      #"{"pattern": "group_chat", "topic": "", "messages": [], "consensus": {"topic": "T", "reason": "too_few_votes", "votes": [{"voter": "a", "choice": "x", "confidence": 1}]}}"#
    )
    #expect(lines.first == .heading("group chat"))
    #expect(
      lines.contains(.item(.plain, "a votes x, 100 %")) && lines.contains(.item(.bad, "no consensus: too few votes")))
  }

  @Test("M-050 a conversation reads like a transcript, with who speaks to whom")
  func conversation() throws {
    let lines = try report(
      """
      { "pattern": "conversation", "format": "brainstorming", "topic": "",
        "messages": [{ "name": "student", "to": "teacher", "content": "Why?" }],
        "failures": [{ "participant": "teacher", "message": "tired" }],
        "outcome": { "ideas": [1, 2], "refinements": [1] } }
      """)
    #expect(
      lines == [
        .heading("brainstorming"), .speech(who: "student to teacher", what: "Why?"),
        .item(.bad, "teacher said nothing: tired"), .gap, .fact(name: "ideas", value: "2"),
        .fact(name: "refinements", value: "1"),
      ])
  }
}
