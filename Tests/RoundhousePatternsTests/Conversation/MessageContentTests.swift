import RoundhouseModel
import Testing

@testable import RoundhousePatterns

struct MessageContentTests {
  @Test(
    "M-057 what an agent says is the same in whatever form it comes, without the spaces around it",
    arguments: [
      "{\"content\":\"yes and no\"}", "{\"content\":\"  yes and no \"}", "{ \"content\": \"yes and no\" }",
      "\"yes and no\"", "yes and no", "{\"content\":\"\\u0079es and no\"}",
    ])
  func same(answer: String) throws {
    let message = try ChatReply.message(Payload(bytes: Array(answer.utf8)), from: "anna", round: 2, at: 7)
    var expected = ChatMessage(.assistant, from: "anna", "yes and no", round: 2)
    expected.at = 7
    #expect(message == expected)
    #expect(expected == message)
    #expect(message.content == "yes and no")
    #expect(message.said.length == 10)
  }

  @Test("M-057 messages that say something else are not the same", arguments: ["yes", "yes and no!", "yes and No"])
  func other(text: String) throws {
    let answer = Payload(bytes: Array("{\"content\":\"\(text)\"}".utf8))
    let message = try ChatReply.message(answer, from: "anna", round: 0, at: 0)
    #expect(message != ChatMessage(.assistant, from: "anna", "yes and no"))
    let plain = Payload(bytes: Array("{\"content\":\"yes and no\"}".utf8))
    #expect(try ChatReply.message(plain, from: "anna", round: 0, at: 0) != message)
  }

  @Test(
    "M-057 an answer without words is a failure of the agent",
    arguments: ["{\"content\":\"\"}", "{\"content\":\"  \"}", ""])
  func nothing(answer: String) {
    #expect(throws: RoundhouseError.self) {
      try ChatReply.message(Payload(bytes: Array(answer.utf8)), from: "anna", round: 0, at: 0)
    }
  }

  @Test("M-057 a transcript is one text, whether its messages are plain or not")
  func transcript() throws {
    let words = ["plain", "with \"quotes\" and\nlines", "漢字", "x"]
    var (told, written) = (Transcript(), Transcript())
    for (place, word) in words.enumerated() {
      var json = JSONWriter()
      json.beginObject()
      json.member("content", word)
      json.endObject()
      let sender = place % 2 == 0 ? "anna" : "ben"
      told.append(try ChatReply.message(Payload(bytes: json.bytes), from: sender, round: 1, at: 0))
      written.append(ChatMessage(.assistant, from: sender, word))
    }
    let input = told.lend(Transcript.tail { _ in })
    #expect(input == written.input(Transcript.tail { _ in }))
    let messages = try JSONDocument(parsing: input).root["messages"]
    #expect(messages?.elements.compactMap { $0["content"]?.string } == words)
    #expect(messages?.elements.compactMap { $0["name"]?.string } == ["anna", "ben", "anna", "ben"])
  }
}
