import RoundhouseExpressions
import RoundhouseModel
import Testing

/// Nothing that an expression does is without bound.
struct LimitTests {
  private func code(_ source: String, _ document: String = "null", _ limits: ExpressionLimits = .init()) -> String {
    do {
      _ = try Expression(source).evaluateAll(.text(Array(document.utf8)), limits: limits)
      return "done"
    } catch {
      return error.code.rawValue
    }
  }

  @Test("Long and deep sources are refused")
  func sources() {
    #expect(code(String(repeating: " ", count: 16 << 10) + ".") == "expression_too_complex")
    for (open, close) in [
      ("(", ")"), ("[", "]"), ("{a:", "}"), ("map(", ")"), ("-", ""), ("\"\\(", ")\""), ("try ", ""), ("if ", ""),
    ] {
      let depth = 1500
      let source = String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
      #expect(code(source) == "expression_too_complex", "\(open)")
    }
    for chain in [" | .", " + 1", " and 1", "[0]?[]", " // 1", "?", " == 1 and 1"] {
      #expect(code("." + String(repeating: chain, count: 1000)) == "expression_too_complex", "\(chain)")
    }
    #expect(code("[" + Array(repeating: "1", count: 5000).joined(separator: ",") + "] | length") == "done")
  }

  @Test(
    "Work without end is cut off",
    arguments: [
      "[(.[] , .[]) as $a | (.[], .[]) as $b | .[] as $c | .[] as $d | .[] as $e | $a + $b + $c + $d + $e] | length",
      "[.[] as $a | .[] as $b | .[] as $c | .[] as $d | $a] | sort | length",
      "[limit(1000000; .[] as $a | .[] as $b | .[] as $c | .[] as $d | 1)] | add",
    ])
  func steps(_ source: String) {
    let document = "[" + (0..<100).map(String.init).joined(separator: ",") + "]"
    #expect(code(source, document) == "expression_too_many_steps")
  }

  @Test("Values that share their parts do not become large texts")
  func sharing() {
    let doubling = Array(repeating: "[., .]", count: 40).joined(separator: " | ")
    #expect(code(doubling) == "expression_too_large")
    #expect(code(doubling + " | tojson") == "expression_too_large")
    #expect(code(doubling + " | . == .") == "expression_too_many_steps")
    #expect(code(doubling + " | flatten | length") == "expression_too_many_steps")
    #expect(
      code(Array(repeating: "{a: ., b: .}", count: 40).joined(separator: " | ") + " | [., .] | sort")
        == "expression_too_many_steps")
  }

  @Test("Texts do not grow without end")
  func texts() {
    #expect(code("\"a\" * 1000000000") == "expression_too_large")
    #expect(code("\"a\" * 1e300") == "expression_too_large")
    #expect(code("\"\" * 1e9") != "done")
    let doubling = "\"aaaaaaaa\"" + String(repeating: " | . + .", count: 60)
    #expect(code(doubling) == "expression_too_large")
    #expect(code("\"aaaaaaaa\"" + String(repeating: " | \"\\(.)\\(.)\"", count: 60)) == "expression_too_large")
  }

  @Test("Patterns of all kinds take time in proportion to the text")
  func patterns() {
    let text = "\"" + String(repeating: "a", count: 20000) + "\""
    #expect(code("test(\"(a*)*b\") | not", text) == "done")
    #expect(code("test(\"(a|a|aa)*$\") | not", text) == "done")
  }

  @Test("Work on long texts is counted, however it is hidden")
  func longTexts() {
    let text =
      "{\"a\":\"" + String(repeating: "x", count: 100_000) + "\",\"b\":1,\"n\":[" + String(repeating: "1,", count: 99)
      + "1]}"
    for body in [
      "@base64", "ltrimstr(\"y\")", "explode", "split(\"x\")", "{(.): 1}", "ascii_upcase", "test(\"y\")",
      "contains(\"y\")",
    ] {
      #expect(
        code("[.a as $a | .n[] as $i | .n[] as $j | .n[] | $a | \(body)]", text, ExpressionLimits(steps: 50_000))
          == "expression_too_many_steps",
        "\(body)")
    }
    #expect(
      code("[.n[] as $i | .n[] as $j | .n[] as $k | .b]", text, ExpressionLimits(steps: 50_000))
        == "expression_too_many_steps")
    #expect(throws: ExpressionError.self) { try Expression("test(\"((a{900}){900}){900}\")") }
    let empty = String(repeating: "(", count: 20) + String(repeating: "){1000}", count: 20)
    #expect(throws: ExpressionError.self) { try Expression("test(\"\(empty)\")") }
    #expect(throws: ExpressionError.self) { try Expression("test(\"" + String(repeating: "(", count: 500) + "\")") }
  }

  @Test("Documents that are too deep are refused, and results that are too many")
  func documents() {
    let deep = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(code(".", deep) == "expression_bad_input")
    #expect(code(".[0] | fromjson?", "[\"\(deep)\"]") == "expression_bad_input")
    #expect(code(".[], .[]", "[1,2,3]", ExpressionLimits(results: 5)) == "expression_too_large")
  }

  @Test("The highest expressions fit on the stack of a thread of the host's own")
  func stack() {
    let sources = [
      "." + String(repeating: "|.[]?", count: 40),
      String(repeating: "[", count: 31) + "1" + String(repeating: "]", count: 31),
      String(repeating: "[.[]? | ", count: 25) + "." + String(repeating: "]", count: 25),
      "1" + String(repeating: "+(1,2)", count: 9),
      "{" + (0..<40).map { "a\($0): (1, empty)" }.joined(separator: ",") + "}",
      String(repeating: "if . then ", count: 20) + "1" + String(repeating: " else 2 end", count: 20),
    ]
    let isDone = OwnThread.run("stack", until: .max) {
      for source in sources { #expect(code(source, "[[[1]]]") == "done", "\(source)") }
    }
    #expect(isDone)
  }
}
