import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("Merge patches")
struct MergePatchTests {
  @Test(
    "the examples of RFC 7396",
    arguments: [
      (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
      (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
      (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
      (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
      (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
      (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"), (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
      (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#), ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
      ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
    ])
  func examples(target: String, patch: String, expected: String) throws {
    let target = try JSONDocument(parsing: Array(target.utf8)).root
    var merge = MergePatch(secrets: .shown)
    let text = try merge.text(of: try JSONDocument(parsing: Array(patch.utf8)).root, over: target)
    #expect(String(decoding: text, as: UTF8.self) == expected)
  }

  @Test("keys are compared by their bytes, and escapes mean what they say")
  func keys() throws {
    let target = try JSONDocument(parsing: Array(#"{"caf\u00e9":1,"cafe\u0301":2}"#.utf8)).root
    var merge = MergePatch(secrets: .shown)
    let text = try merge.text(of: try JSONDocument(parsing: Array(#"{"café":null}"#.utf8)).root, over: target)
    #expect(text == Array("{\"cafe\u{301}\":2}".utf8))
  }
}
