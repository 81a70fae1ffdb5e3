import RoundhouseExpressions
import RoundhouseModel
import Testing

/// What is said about sources that are refused, and values that do not go together.
struct RefusalTests {
  @Test(
    "What only all of jq can do is refused by name, with the agent that can",
    arguments: [
      "def f: 1; f", "reduce .[] as $x (0; . + $x)", "foreach .[] as $x (0; .)", "range(3)", "recurse", "..", "env",
      "$ENV",
      "input", "inputs", "@sh", "@uri", "paths", "path(.a)", "del(.a)", "walk(.)", "until(true; .)", "while(false; .)",
      ".a = 1",
      ".a |= 1", ".a += 1", ".a //= 1", "halt", "import \"a\" as a; 1", "label $out | 1", ". as [$a] | $a",
      ". as {a: $x} | $x",
      "now", "getpath([\"a\"])", "sub(\"a\"; \"b\")", "splits(\"a\")", "match(\"a\")", "$__loc__",
      "test(\"(?=a)\")", "test(\"a\"; \"x\")", "test(\"(a)\\\\1\")",
    ])
  func foreign(_ source: String) throws {
    let error = try #require(throws: ExpressionError.self) { try Expression(source) }
    #expect(error.code == .unsupported)
    #expect(error.remedy.contains("data.jq"), "\(error)")
  }

  @Test(
    "What versions of jq disagree about is refused, and no 'try' hides it",
    arguments: [
      "try any(.[]; .[]) catch 1", "first(1?, 2)", "[limit(0; 1)?]", "[[1] | .[0.5]?]",
      "[([1,2] | map_values(empty))?]",
      "[(\"é a\" | index(\"a\"))?]", "[(\"aaa\" | indices(\"aa\"))?]", "[(\"a\" | indices(\"\"))?]", "[error(null)?]",
      "[(\"ß\" | test(\"s\"; \"i\"))?]", "try error(\"x\") catch .", "[(1e19 % 7)?]", "[(\"ab\" | reverse)?]",
      "isempty(1?)",
    ])
  func disagreeing(_ source: String) throws {
    let error = try #require(throws: ExpressionError.self) {
      try Expression(source).evaluateAll(.text(Array("[[1]]".utf8)))
    }
    #expect(error.code == .unsupported)
    #expect(!error.remedy.isEmpty)
  }

  @Test("An error shows the place with a caret, what was expected and what to do")
  func caret() throws {
    let error = try #require(throws: ExpressionError.self) { try Expression(".a |\n  (\"é\" + ]") }
    #expect(error.code == .syntax)
    #expect((error.line, error.column) == (2, 10))
    #expect(error.excerpt == "    (\"é\" + ]\n           ^")
    #expect(error.message == "expected a value, such as .name, \"text\" or (…), found ']'")
    #expect(!error.remedy.isEmpty)
  }

  @Test("An error of an evaluation points at the operation and names the values")
  func mismatch() throws {
    let expression = try Expression("1 + (.a + \"x\")")
    let error = try #require(throws: ExpressionError.self) { try expression.evaluate(.text(Array(#"{"a":5}"#.utf8))) }
    #expect(error.code == .mismatch)
    #expect(error.column == 9)
    #expect(error.message.contains("the number 5") && error.message.contains("\"x\""))
    let asked = RoundhouseError(error)
    #expect(asked.code == .badRequest)
    #expect(asked.message.contains("line 1, column 9"))
  }

  @Test("Names that nobody knows come with the nearest known one")
  func unknownNames() throws {
    let function = try #require(throws: ExpressionError.self) { try Expression("lenght") }
    #expect(function.code == .unknownName && function.remedy.contains("length"))
    let variable = try #require(throws: ExpressionError.self) { try Expression("$step.a", variables: ["steps"]) }
    #expect(variable.code == .unknownName && variable.remedy.contains("$steps"))
    let count = try #require(throws: ExpressionError.self) { try Expression("select(1; 2)") }
    #expect(count.code == .unknownName && count.message.contains("but 1"))
  }

  @Test("An error behind a try that is not its own is not passed over")
  func downstream() throws {
    #expect(throws: ExpressionError.self) { try Expression("(try 1) | error(\"x\")").evaluateAll(.value(.null)) }
  }

  @Test("A variable that was not given is missed only when it is read")
  func missingVariable() throws {
    let expression = try Expression("if . then $v.a else 0 end", variables: ["v"])
    #expect(try expression.evaluate(.value(.bool(false))) == .number(0))
    let error = try #require(throws: ExpressionError.self) { try expression.evaluate(.value(.bool(true))) }
    #expect(error.code == .badInput)
  }
}
