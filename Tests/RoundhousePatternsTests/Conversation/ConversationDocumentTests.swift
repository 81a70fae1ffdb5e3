import Testing

internal import RoundhouseModel
internal import RoundhousePatterns

@Suite struct ConversationDocumentTests {
  private func problems(_ text: String) throws -> [String] {
    try #require(throws: DocumentProblems.self) { try ConversationDocument(Array(text.utf8)) }.list.map(\.description)
  }

  @Test("M-050 a conversation is read: participants with their roles and models, limits, format")
  func read() throws {
    let document = try ConversationDocument(
      Array(
        """
        { "topic": "Beauty", "format": "panel", "moderator": "m", "rounds": 2, "timeout": 500,
          "history": { "messages": 10, "characters": 1000 },
          "participants": [
            "search-agent", { "id": "m", "role": "You lead.", "agent": "converser", "weight": 2 },
            { "id": "s", "model": "converser", "capability": "text.write", "role": { "name": "shakespeare",
              "prompt": "You are William Shakespeare.", "context": { "era": "Elizabethan", "specialties": ["poetry", "drama"], "age": 52 } } }
          ] }
        """.utf8))
    #expect(document.topic == "Beauty" && document.isOpen && document.timeout == .milliseconds(500))
    #expect(document.limit == HistoryLimit(messages: 10, characters: 1000))
    #expect(document.participants.map(\.id) == ["search-agent", "m", "s"])
    #expect(document.participants.map(\.target.agent) == ["search-agent", "converser", "converser"])
    #expect(document.participants[1].weight == 2 && document.participants[1].role.text == "You lead.")
    #expect(document.participants[2].target.capability == "text.write")
    #expect(
      document.participants[2].role.text
        == "You are William Shakespeare.\nera: Elizabethan\nspecialties: poetry, drama\nage: 52")
    let panel = try #require(document.format as? PanelFormat)
    #expect(panel.rounds == 2 && panel.moderator == "m" && !panel.asksItself)
    #expect(document.size == "3 participants" && document.dot.contains("weight 2.0"))
    #expect(document.dot.contains("\"m\" -> \".\""))
  }

  @Test("M-050 without a format it is a dialogue, opened by its topic")
  func usual() throws {
    let document = try ConversationDocument(Array(#"{"topic": "Beauty", "participants": ["a"]}"#.utf8))
    let dialogue = try #require(document.format as? DialogueFormat)
    #expect(dialogue.message == "Beauty" && dialogue.sender == "user" && dialogue.turns == 0)
    #expect(document.isOpen && document.size == "1 participant")
    let pattern = try PatternDocument(Array(#"{"pattern": "conversation", "participants": ["a"]}"#.utf8))
    #expect(pattern.workflow == "conversation")
  }

  @Test("M-050 all that is wrong with participants is told at once")
  func wrongParticipants() throws {
    let found = try problems(
      """
      { "participants": [
        "a", "a", { "role": "x" }, { "id": "b", "agent": "Converser", "weight": -1 },
        { "id": "c", "agent": "converser", "model": "converser", "role": { "prompt": "", "contexts": {} } },
        { "id": "d", "role": { "context": [] } }, 7
      ], "initialMessage": { "to": "e" } }
      """)
    #expect(
      found == [
        #"$.participants[1]: expected each participant once, found "a" again; give it another id"#,
        #"$.participants[2].id: expected a string, found nothing; give the participant an id of its own"#,
        #"$.participants[3].agent: expected a dotted lower-case name such as "converser", found "Converser"; write "converser""#,
        #"$.participants[3].weight: expected a number from 0 to 1000, found the number -1; write 0 or more"#,
        #"$.participants[4].model: "agent" and "model" say the same; keep "agent" alone"#,
        #"$.participants[4].role.contexts: expected a known key, found "contexts"; did you mean "context"?"#,
        #"$.participants[5].role.context: expected an object, found an empty array; write { "era": "Elizabethan" }"#,
        #"$.participants[6]: expected an object, found the number 7; write { "id": … }"#,
        #"$.initialMessage.to: expected the id of a participant, found "e"; did you mean "a"?"#,
      ])
    let none = try problems("{}")
    #expect(
      none == [
        #"$.participants: expected an array of participants, found nothing; add "participants": ["llm-agent", { "id": "teacher", "role": "You are a patient teacher" }]"#
      ])
  }

  @Test("M-050 what belongs to another format is refused, with the format that it is for")
  func wrongFormat() throws {
    let found = try problems(
      #"{"participants": ["m"], "format": "panel", "moderator": "m", "turns": 3, "initialMessage": "x", "rounds": 0}"#)
    #expect(
      found == [
        #"$: the moderator is the only participant, so nobody is asked; add a participant, or "asksItself": true"#,
        #"$.turns: "turns" is for dialogue, and this is a panel; take it out, or write "format": "dialogue""#,
        #"$.initialMessage: "initialMessage" is for dialogue and broadcast, and this is a panel; take it out, or write "format": "dialogue""#,
        #"$.rounds: expected an integer from 1 to 100, found the number 0; write 1 or more"#,
      ])
    let others = try problems(
      #"{"participants": ["m"], "format": "debate", "history": {"messages": 0}, "initialMessage": 7, "open": 1}"#)
    #expect(
      others == [
        #"$.format: expected one of "dialogue", "panel", "brainstorming", "broadcast", found "debate"; choose one of them, such as "dialogue""#,
        #"$.history.messages: expected an integer from 1 to 100000, found the number 0; write 1 or more"#,
        #"$.initialMessage: expected an object, found the number 7; write { "from": … }"#,
        #"$.open: expected true or false, found the number 1; write true"#,
      ])
  }
}
