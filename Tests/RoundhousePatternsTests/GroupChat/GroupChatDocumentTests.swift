import Testing

internal import RoundhouseModel
internal import RoundhousePatterns

@Suite struct GroupChatDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try GroupChatDocument(Array(text.utf8)) }.list.map(\.description)
  }

  @Test("M-051 a chat is read: bounds, who speaks, moderation, consensus, session")
  func read() throws {
    let document = try GroupChatDocument(
      Array(
        """
        { "pattern": "group_chat", "topic": "T", "goals": ["g"], "participants": ["anna", { "id": "ben", "weight": 2 }],
          "moderator": "chair", "speakers": { "rules": [{ "when": ".round > 1", "to": "ben" }] },
          "rounds": 4, "messages": 50, "tokens": 5000, "timeout": 9000, "turnTimeout": 800,
          "stall": { "rounds": 3, "similarity": 0.8 }, "goal": ".last.confidence > 0.9", "onFailure": "stop",
          "history": { "messages": 7 },
          "moderation": { "content": { "words": ["x"], "patterns": [".content == \\"y\\""], "longest": 9, "action": "warn" },
            "flow": { "share": 0.5, "similarity": 0.6 }, "conflict": { "insults": ["oaf"], "oppositions": [] },
            "agent": "chair" },
          "consensus": { "topic": "Vote", "options": ["a", "b"], "rule": "threshold", "threshold": 0.75, "rounds": 3,
            "participation": 0.8, "tieBreak": "moderator", "timeout": 100 },
          "session": { "expiry": 1000 } }
        """.utf8))
    #expect(
      document.bounds
        == GroupChatBounds(
          rounds: 4, messages: 50, tokens: 5000, time: .milliseconds(9000), turnTime: .milliseconds(800),
          stalledRounds: 3, similarity: 0.8))
    #expect(document.goals == ["g"] && document.moderator?.id == "chair" && document.stopsOnFailure)
    #expect(document.speakers.name == "rules" && document.goal != nil && document.history.messages == 7)
    let moderation = try #require(document.moderation)
    #expect(
      moderation.content?.words == ["x"] && moderation.content?.action == .warn && moderation.content?.longest == 9)
    #expect(moderation.content?.patterns.count == 1 && moderation.agent?.agent == "chair")
    #expect(moderation.flow == FlowRules(share: 0.5, similarity: 0.6))
    #expect(moderation.conflict == ConflictRules(insults: ["oaf"], oppositions: []))
    let consensus = try #require(document.consensus)
    #expect(consensus.rule == .threshold(0.75) && consensus.tieBreak == .moderator && consensus.options == ["a", "b"])
    #expect(consensus.participation == 0.8 && consensus.rounds == 3 && consensus.topic == "Vote")
    #expect(document.session == SessionSettings(expiry: .seconds(1)))
    #expect(
      document.size == "2 participants" && document.dot.contains("moderates")
        && document.dot.contains("threshold: a, b"))
  }

  @Test("M-051 what is not said is as usual: three rounds, ten minutes, a majority of half the voters or more")
  func usual() throws {
    let document = try GroupChatDocument(
      Array(#"{"participants": ["anna"], "consensus": {}, "moderation": true}"#.utf8))
    #expect(
      document.bounds == GroupChatBounds() && document.bounds.rounds == 3 && document.bounds.time == .seconds(600))
    #expect(document.consensus?.rule == .majority && document.consensus?.participation == 0.5)
    #expect(document.consensus?.options == ["agree", "disagree"] && document.moderation?.flow != nil)
    #expect(document.speakers.name == "round-robin" && document.moderator == nil && document.session == nil)
    #expect(document.size == "1 participant" && document.dot.contains("group chat"))
    let other = try GroupChatDocument(
      Array(
        #"{"participants": ["a"], "speakers": {"agent": "chair"}, "moderation": {"content": true, "flow": true, "conflict": true}, "session": {}, "consensus": {"rule": "unanimous"}}"#
          .utf8))
    #expect(other.speakers.name == "agent" && other.bounds.rounds == 1 && other.session == SessionSettings())
    #expect(other.consensus?.participation == 1 && other.consensus?.rule == .unanimous)
    let plain = try GroupChatDocument(
      Array(#"{"participants": ["a"], "speakers": "random", "moderation": false}"#.utf8))
    #expect(plain.speakers.name == "random" && plain.moderation == nil)
    for (name, rule) in [("weighted", ConsensusRule.weighted), ("quorum", .quorum), ("threshold", .threshold(2.0 / 3))]
    {
      let document = try GroupChatDocument(Array(#"{"participants": ["a"], "consensus": {"rule": "\#(name)"}}"#.utf8))
      #expect(document.consensus?.rule == rule && document.consensus?.rule.name == name)
    }
  }

  @Test("M-051 all that is wrong with who speaks and when it ends is told at once")
  func wrongBounds() throws {
    let found = try problems(
      """
      { "participants": ["anna", "ben"], "rounds": 0, "stall": { "round": 1 }, "onFailure": "ignore",
        "speakers": { "rules": [{ "when": ".lst.name", "to": "anne" }, { "to": "ben" }, { "when": 7, "to": "ben" },
          { "when": "..", "to": "ben" }] },
        "goal": ".last.confidence >", "goals": [""], "session": { "expiry": 0 } }
      """)
    #expect(
      found == [
        #"$.rounds: without rounds and without a consensus nothing happens; write "rounds": 3, or add "consensus": {}"#,
        #"$.stall.round: expected a known key, found "round"; did you mean "rounds"?"#,
        #"$.onFailure: expected one of "skip", "stop", found "ignore"; choose one of them, such as "skip""#,
        #"$.speakers.rules[0].when: expected .last, .round, .count, .topic, .goals, .participants in an expression, found .lst.name; did you mean ".last"?"#,
        #"$.speakers.rules[0].to: expected the id of a participant, found "anne"; did you mean "anna"?"#,
        #"$.speakers.rules[1].when: expected an expression, found nothing; write { "when": ".last.name == \"anna\"", "to": "ben" }"#,
        #"$.speakers.rules[2].when: expected an expression in a string, found the number 7; write it in quotes, as in ".round > 2""#,
        #"$.speakers.rules[3].when: the expression, line 1, column 1: '..' is jq, but not part of expressions, which always end; name the members that are wanted, or run it with the agent data.jq, which knows all of jq"#,
        #"$.goal: the expression, line 1, column 19: expected a value, such as .name, "text" or (…), found the end; write what is missing; a bracket may be open"#,
        #"$.goals[0]: expected a goal of at most 1000 bytes, found ""; write what is to be found out"#,
        #"$.session.expiry: expected an integer from 1 to 2592000000, found the number 0; write 1 or more"#,
      ])
    let others = try problems(
      #"{"participants": ["a"], "speakers": {"agent": "x", "rules": []}, "consensus": {"options": ["a"], "rule": "most", "tieBreak": "moderator"}}"#
    )
    #expect(
      others == [
        #"$.speakers.rules: either rules choose who speaks, or an agent does; take one of them out"#,
        #"$.consensus.options: there is nothing to choose between; name two options, or leave them out"#,
        #"$.consensus.rule: expected one of "majority", "weighted", "quorum", "unanimous", "threshold", found "most"; choose one of them, such as "majority""#,
        #"$.consensus.tieBreak: there is no moderator to decide a tie; add "moderator" to the chat"#,
      ])
    let more = try problems(#"{"participants": ["a"], "speakers": {}, "consensus": {"threshold": 0.5}}"#)
    #expect(
      more == [
        #"$.speakers.rules: expected an array of rules, found nothing; write { "agent": "llm-agent" }, or add rules"#,
        #"$.consensus.threshold: "threshold" is for the rule of that name, and this one is majority; write "rule": "threshold", or take it out"#,
      ])
    let last = try problems(#"{"participants": ["a"], "speakers": "chance"}"#)
    #expect(
      last == [
        #"$.speakers: expected one of "round-robin", "random", found "chance"; choose one of them, such as "round-robin""#
      ])
  }

  @Test("M-054 all that is wrong with a moderation is told at once")
  func wrongModeration() throws {
    let found = try problems(
      """
      { "participants": ["anna"], "moderation": { "content": { "words": [1, "x", "x"], "patterns": [".text == 1"],
        "action": "delete" }, "flow": { "share": 2 }, "conflict": 1, "agent": "Chair" } }
      """)
    #expect(
      found == [
        #"$.moderation.content.words[0]: expected a word of at most 200 bytes, found the number 1; write a word"#,
        #"$.moderation.content.words[2]: expected each of the words once, found "x" again; remove one"#,
        #"$.moderation.content.patterns[0]: expected .name, .content, .confidence, .role, .round in an expression, found .text; read one of these"#,
        #"$.moderation.content.action: expected one of "remove", "warn", found "delete"; choose one of them, such as "remove""#,
        #"$.moderation.flow.share: expected a number from 0.1 to 1, found the number 2; write 1 or less"#,
        #"$.moderation.conflict: expected an object, found the number 1; write { "insults": … }"#,
        #"$.moderation.agent: expected a dotted lower-case name such as "llm-agent", found "Chair"; write "chair""#,
      ])
    let none = try problems(#"{"participants": ["anna"], "moderation": {"agent": "chair"}}"#)
    #expect(
      none == [
        #"$.moderation: nothing is looked at; add "content": true, "flow": true or "conflict": true"#
      ])
    let kind = try problems(#"{"participants": ["anna"], "moderation": 3}"#)
    #expect(
      kind == [
        #"$.moderation: expected an object, found the number 3; write { "content": … }"#
      ])
  }
}
