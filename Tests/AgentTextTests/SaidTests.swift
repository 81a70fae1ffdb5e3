import AgentText
import Foundation
import Testing

@Suite("What was said") struct SaidTests {
  private func said(_ contents: String...) throws -> Said {
    let messages =
      contents.map { ["role": "assistant", "content": $0] } + [["role": "user", "content": "a question of mine here"]]
    let json = try JSONSerialization.data(withJSONObject: ["messages": messages])
    return Said(try JSONDecoder().decode(Conversation.self, from: json))
  }

  @Test(
    "a sentence was said if all its words stand in a row in what somebody answered",
    arguments: [
      ("the engine stands in the shed", true), ("Engine stands!", true), ("shed", true), ("", true),
      ("the engine stands in the yard", false), ("stands engine", false), ("a question of mine here", false),
    ])
  func sentences(text: String, isKnown: Bool) throws {
    #expect(try said("1. Sheds (shed): The engine stands in the shed. [1]", "Rain.").holds(text) == isKnown)
  }

  @Test("nothing was said at the beginning")
  func beginning() throws {
    #expect(try said().holds("anything") == false)
  }
}
