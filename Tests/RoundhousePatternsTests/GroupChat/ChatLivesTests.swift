import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Talks go on after their process has ended, wherever that was.
@Suite struct ChatLivesTests {
  private func conversation(_ document: String) -> [UInt8] { ConversationDocument.request(Array(document.utf8)) }

  private func chat(_ document: String) -> [UInt8] {
    GroupChatDocument.request(Array(document.utf8), input: Array(#"{"message": "Shall we?"}"#.utf8))
  }

  /// As talkers answer; one of them never does, one says what is forbidden.
  private static let answer: ScriptedAgents.Answer = { ask, _ in
    if ask.agent == "bad" { throw RoundhouseError(.agentError, "no", agentCode: "no") }
    if ask.agent == "rude", ask.capability == "chat" { return Talkers.say("you are STUPID") }
    return try Talkers.answer(ask)
  }

  @Test(
    "M-050 M-056 M-061 a conversation of each format goes on after each of its records",
    arguments: ["dialogue", "panel", "brainstorming", "broadcast"])
  func conversations(_ format: String) async throws {
    let document = #"{"topic": "T", "format": "\#(format)", "participants": ["anna", "bad", "ben"]}"#
    try await checkLives(ConversationOrchestrator().workflow, conversation(document), Self.answer)
  }

  @Test(
    "M-051 M-053 M-054 a chat with failures, moderation and votes goes on after each of its records",
    arguments: [
      #""round-robin""#, #""random""#, #"{"rules": [{"when": ".last.name == \"anna\"", "to": "rude"}]}"#,
      #"{"agent": "chair"}"#,
    ])
  func chats(_ speakers: String) async throws {
    let document = """
      { "participants": ["anna", "bad", "rude"], "moderator": "chair", "speakers": \(speakers), "rounds": 2,
        "goal": ".count > 100", "stall": { "rounds": 0 },
        "moderation": { "content": { "words": ["anna speaks"] }, "conflict": true, "flow": true, "agent": "chair" },
        "consensus": { "rule": "unanimous", "rounds": 2 } }
      """
    try await checkLives(GroupChatManager().workflow, chat(document), Self.answer)
  }

  @Test("M-053 a tie that the moderator breaks is broken once, in whatever life")
  func tie() async throws {
    let document =
      #"{"topic": "T", "participants": ["anna", "ben"], "moderator": "chair", "rounds": 1, "consensus": {"tieBreak": "moderator"}}"#
    try await checkLives(GroupChatManager().workflow, chat(document)) { ask, _ in
      ask.capability == "vote" && ask.agent == "ben" ? Talkers.vote("disagree") : try Talkers.answer(ask)
    }
  }

  @Test("M-052 a session that people talk to is killed after each record, and goes on with every message that was sent")
  func session() async throws {
    let document = #"{"topic": "T", "participants": ["anna", "bad"], "session": {"expiry": 60000}, "moderation": true}"#
    try await checkLives(
      GroupChatManager().workflow, GroupChatDocument.request(Array(document.utf8)), Self.answer
    ) { runs, number in
      try await runs.send(number, mailbox: SessionSettings.mailbox, Array("Hello".utf8), from: "mira")
      try await runs.send(number, mailbox: SessionSettings.mailbox, Array(#"{"content": "And now?"}"#.utf8))
      try await runs.send(number, mailbox: SessionSettings.mailbox, Array(#"{"close": true}"#.utf8))
    }
  }
}
