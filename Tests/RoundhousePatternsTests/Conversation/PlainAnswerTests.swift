import FixtureBuilder
import RoundhouseModel
import Testing

@testable import RoundhousePatterns

struct PlainAnswerTests {
  @Test("M-057 what is known at one look as a plain answer says what the whole reading says")
  func agrees() throws {
    let pieces = [
      "a", " ", "~", "{", "}", "\"", "\\", "\\\"", ",", ":", "\n", "\u{7F}", "é", "\u{1}", "\",\"handoff\":\"x", "\"}",
    ]
    var random = Seeded(20_261_129)
    var known = 0
    for _ in 0..<20_000 {
      let inner = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      let answer = Array(("{\"content\":\"" + inner.joined() + "\"}").utf8)
      guard let text = PlainAnswer.text(in: answer) else { continue }
      known += 1
      let root = try JSONDocument(parsing: answer).root
      #expect(root.count == 1)
      #expect(root["content"]?.string == String(decoding: answer[text], as: UTF8.self))
    }
    #expect(known > 1000)
  }

  @Test(
    "M-057 any other answer is read as a whole",
    arguments: [
      "", "{}", "{\"content\":\"", "{\"content\":\"}", "{\"content\":\"a\"", "{\"content\" :\"a\"}", "{\"text\":\"a\"}",
      "{\"content\":\"a\\n\"}", "{\"content\":\"é\"}", "{\"content\":\"a\",\"handoff\":{\"to\":\"b\"}}", "a",
    ])
  func others(answer: String) { #expect(PlainAnswer.text(in: Array(answer.utf8)) == nil) }
}
