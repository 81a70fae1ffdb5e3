import RoundhouseModel
import Testing

/// What is JSON and what is not, and what is said about it.
struct JSONParserTests {
  @Test(
    "Texts of the grammar are accepted",
    arguments: [
      "0", "-0", " 1 ", "\"\"", "true", "false", "null", "[]", "{}", "[ ]", "{ }", "[[[]]]", "{\"\":{}}", "[1,2,3]",
      "{\"a\":1,\"a\":2}", "\"\\u0000\"", "\"\\ud83d\\ude00\"", "\"\\/\\b\\f\\n\\r\\t\\\\\\\"\"", "1e5", "1E-5",
      "1.5e+5",
      "\"\u{7F}\u{2028}\u{FEFF}é\u{10FFFF}\"", "\r\n\t [\r\n\t1\r\n\t,\r\n\t2\r\n\t]\r\n\t", "[-1]", "0.0e0",
      "-1.0", "123456789012345678901234567890", "1e999999999999999999999",
    ])
  func accepts(_ text: String) throws {
    _ = try JSONDocument(parsing: Array(text.utf8))
  }

  @Test(
    "Each error has its place and its sentence",
    arguments: [
      ("", "1:1: the text is empty, expected a value"),
      ("  ", "1:3: the text ends too early, expected a value"),
      ("{", "1:2: the text ends too early, expected a key in quotes"),
      ("[1,]", "1:4: expected a value, found ']'"),
      ("[1 2]", "1:4: expected ',' or ']', found '2'"),
      ("[1}", "1:3: expected ',' or ']', found '}'"),
      ("{\"a\" 1}", "1:6: expected ':' after the key, found '1'"),
      ("{\"a\":1,}", "1:8: expected a key in quotes, found '}'"),
      ("{\"a\":1 \"b\":2}", "1:8: expected ',' or '}', found '\"'"),
      ("{a:1}", "1:2: expected a key in quotes, found 'a'"),
      ("{'a':1}", "1:2: expected a key in quotes, found '''"),
      ("1 2", "1:3: expected the end of the text after the value, found '2'"),
      ("\n\n é", "3:2: expected a value, found 'é'"),
      ("[\"éé\",x]", "1:7: expected a value, found 'x'"),
      ("\"abc", "1:1: the text ends inside a string"),
      ("\"abc\\", "1:5: the text ends inside an escape"),
      ("\"\\x\"", "1:2: unknown escape: after '\\' stands one of \" \\ / b f n r t u"),
      ("\"\\u12g4\"", "1:2: expected '\\u' and four hexadecimal digits"),
      ("\"\\u12\"", "1:2: expected '\\u' and four hexadecimal digits"),
      ("\"\\ud800\"", "1:2: a high surrogate must be followed by a low one"),
      ("\"\\ud800\\u0041\"", "1:2: a high surrogate must be followed by a low one"),
      ("\"\\ud800\\n\"", "1:8: expected '\\u' and four hexadecimal digits"),
      ("\"\\udc00\"", "1:2: a low surrogate without a high one before it"),
      ("\"a\nb\"", "1:3: control character 0x0A in a string must be escaped"),
      ("01", "1:1: a number must not begin with 0"),
      ("-", "1:2: the text ends too early, expected a digit"),
      ("-a", "1:2: expected a digit, found 'a'"),
      ("1.", "1:3: the text ends too early, expected a digit after the decimal point"),
      ("1.e5", "1:3: expected a digit after the decimal point, found 'e'"),
      ("1e", "1:3: the text ends too early, expected a digit in the exponent"),
      ("+1", "1:1: expected a value, found '+'"),
      (".5", "1:1: expected a value, found '.'"),
      ("NaN", "1:1: expected a value, found 'N'"),
      ("nul", "1:1: expected a value; did you mean null?"),
      ("[trux]", "1:2: expected a value; did you mean true?"),
      ("// no", "1:1: expected a value, found '/'"),
      ("\u{FEFF}{}", "1:1: the text begins with a byte order mark"),
      ("[1,\u{A0}2]", "1:4: expected a value, found '\u{A0}'"),
      ("{\"a\":\u{0}}", "1:6: expected a value, found byte 0x00"),
    ])
  func explains(_ text: String, _ message: String) {
    expectRefusal(Array(text.utf8), message)
  }

  @Test(
    "Bytes that are not UTF-8 are refused where they stand",
    arguments: [
      ([0x22, 0x80, 0x22], "1:2: byte 0x80 is not valid UTF-8 here"),
      ([0x22, 0xC0, 0x80, 0x22], "1:2: byte 0xC0 is not valid UTF-8 here"),
      ([0x22, 0x41, 0xC3, 0x22], "1:3: byte 0xC3 is not valid UTF-8 here"),
      ([0x22, 0xE0, 0x80, 0x80, 0x22], "1:2: byte 0xE0 is not valid UTF-8 here"),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], "1:2: byte 0xED is not valid UTF-8 here"),
      ([0x22, 0xF0, 0x8F, 0x80, 0x80, 0x22], "1:2: byte 0xF0 is not valid UTF-8 here"),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "1:2: byte 0xF4 is not valid UTF-8 here"),
      ([0x22, 0xF8, 0x22], "1:2: byte 0xF8 is not valid UTF-8 here"),
      ([0x5B, 0xFF], "1:2: expected a value, found byte 0xFF, which is not valid UTF-8"),
      ([0xFF, 0xFE, 0x7B, 0x00], "1:1: the text is UTF-16"),
    ] as [([UInt8], String)])
  func refusesBrokenText(_ bytes: [UInt8], _ message: String) {
    expectRefusal(bytes, message)
  }

  @Test("Every place in a long string is looked at, whatever its alignment", arguments: 0..<40)
  func looksAtEveryByte(_ place: Int) throws {
    for bad in [0x00, 0x0A, 0x1F, 0x80, 0xFF] as [UInt8] {
      var bytes = [UInt8(ascii: "\"")] + [UInt8](repeating: UInt8(ascii: "a"), count: 40) + [UInt8(ascii: "\"")]
      bytes[1 + place] = bad
      #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
      bytes[1 + place] = UInt8(ascii: "\"")
      let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes) }
      #expect(error?.offset == place + 2)
    }
  }

  @Test("Depth, size and number of values are bounded")
  func isBounded() throws {
    let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    _ = try JSONDocument(parsing: Array(deep.utf8))
    expectRefusal(Array("[\(deep)]".utf8), "1:65: nested deeper than 64 levels")
    expectRefusal([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20), "1:65: nested deeper than 64 levels")
    expectRefusal(Array("[1,2]".utf8), "1:1: the text is longer than 4 bytes", JSONLimits(bytes: 4))
    _ = try JSONDocument(parsing: Array("[1,{\"a\":2}]".utf8), limits: JSONLimits(nodes: 5))
    expectRefusal(Array("[1,{\"a\":2}]".utf8), "1:10: more than 4 values and keys", JSONLimits(nodes: 4))
    expectRefusal(Array("[1,{\"a\":2}]".utf8), "1:8: more than 3 values and keys", JSONLimits(nodes: 3))
  }

  @Test("The tape has room for the densest texts")
  func hasRoom() throws {
    for text in ["[1,1]", "[[1],[1]]", "{\"\":1,\"\":[1]}", "[[[[1]]]]", "1", "[[],[],[]]"] {
      for count in [1, 2, 50] {
        let list = "[" + Array(repeating: text, count: count).joined(separator: ",") + "]"
        #expect(try JSONDocument(parsing: Array(list.utf8)).root.count == count)
      }
    }
  }

  @Test("A text cut off anywhere is refused, with a place within it")
  func refusesEveryPrefix() throws {
    let text = Array("{\"a\":[1,-2.5e+3,\"x\\u00e9\\ud83d\\ude00é\",true,null,{}],\"b\":{\"c\":false}}".utf8)
    _ = try JSONDocument(parsing: text)
    for length in 0..<text.count {
      let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: Array(text[..<length])) }
      #expect((error?.offset ?? .max) <= length)
    }
  }

  @Test("Copying from foreign memory gives the same document, and the same refusals")
  func copies() throws {
    let text = Array("{\"a\":[1,2]}".utf8)
    let document = try text.withUnsafeBytes { raw throws(JSONError) in try JSONDocument(copying: raw) }
    #expect(document.bytes == text)
    #expect(throws: JSONError.self) {
      try text.withUnsafeBytes { raw throws(JSONError) in try JSONDocument(copying: raw, limits: JSONLimits(bytes: 10))
      }
    }
    #expect(throws: JSONError.self) { try JSONDocument(copying: UnsafeRawBufferPointer(start: nil, count: 0)) }
  }

  @Test("Callers see a bad request with the place")
  func becomesBadRequest() throws {
    let error = try #require(throws: JSONError.self) { try JSONDocument(parsing: Array("{\n x".utf8)) }
    let shown = RoundhouseError(error)
    #expect(shown.code == .badRequest)
    #expect(shown.message == "not valid JSON: line 2, column 2: expected a key in quotes, found 'x'")
  }

  private func expectRefusal(_ bytes: [UInt8], _ message: String, _ limits: JSONLimits = JSONLimits()) {
    let error = #expect(throws: JSONError.self) { try JSONDocument(parsing: bytes, limits: limits) }
    #expect(error?.description == message)
  }
}
