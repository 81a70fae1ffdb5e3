import RoundhouseExpressions
import Testing

/// Our expressions beside jq itself: the same bytes for each expression and document.
struct JQTableTests {
  @Test("Each expression of the table gives for each document what jq gives", .enabled(if: RealJQ.isHere, "needs jq"))
  func agrees() throws {
    var cases: [(program: String, document: String)] = []
    for program in JQTable.programs {
      for document in JQTable.documents { cases.append((program, document)) }
    }
    let answers = try RealJQ.answers(cases)
    var refused = 0
    for (one, answer) in zip(cases, answers) {
      switch OurAnswer(one.program, one.document) {
      case .line(let line): #expect(line == answer, "\(one.program) for \(one.document)")
      case .refused: refused += 1
      }
    }
    #expect(cases.count > 6000)
    #expect(refused * 50 < cases.count, "\(refused) of \(cases.count) were refused")
  }

  @Test(
    "What jq does not compile is refused", .enabled(if: RealJQ.isHere, "needs jq"),
    arguments: [
      "1 == 1 == 1", "if . then 1 end", "{a: 1 + 2}", "{a: 1 == 1}", "{a: 1 // 2}", "{(1): 3}", ".a.[0]", "[1,2,]",
      "{,}", "1.a?",
      "if true then {a: 1} else 2 end.a", "\"\\q\"", "\"\\ud83d\"", "$x", "foo", "tojson(1)", "length(1)",
      "\"\\(1;2)\"", "?", ".a . b", "{1: 2}",
      "(", "1 +", "[1", "{a", "\"abc", ". a", "1 2", "if 1", "try", "1 as x | 2", "1/0", "1 as $x", ")", "{a:}", ".[",
      ".[1:", "| 1",
      ", 1", "1 |", "not not", "1 and", "and", "{and}", "a b", "\"\\(1\"", "@ 1", "@foo x", "$", "1 ! 2", "1 & 2",
      "'a'", "{\"a\":1 \"b\":2}",
    ])
  func refuses(_ program: String) throws {
    #expect(try !RealJQ.accepts(program))
    #expect(throws: ExpressionError.self) { try Expression(program) }
  }
}
