import RoundhouseExpressions
import RoundhouseModel
import Testing

/// Documents and variables in each form, and what expressions read of them.
struct ReadingTests {
  @Test("Each form of a document gives the same", arguments: [1, 2, 3] as [UInt64])
  func forms(_ seed: UInt64) throws {
    var maker = ProgramMaker(seed)
    let paths = [
      ".a", ".a.b", ".a.b.c", ".[0].a", ".a[0]", ".a[-1]", ".b[1].a", ".a?", ".a.b?", ".\"a b\"", ".value.a?[0]?",
      ".c[-2]?",
    ]
    for _ in 0..<2000 {
      let text = Array(maker.document().utf8)
      let node = try JSONDocument(parsing: text).root
      for path in paths {
        let expression = try Expression(path)
        let fromText = try? expression.evaluateAll(.text(text))
        #expect(fromText == (try? expression.evaluateAll(.node(node))), "\(path)")
        #expect(fromText == (try? expression.evaluateAll(.value(JSONValue(node)))), "\(path)")
      }
    }
  }

  @Test("Of members with one key the last one counts, spaces and escapes do not")
  func texts() throws {
    let text = Array(#" { "a" : {"x":1} , "\u0061" : { "b\"" : [ 1.25 , "q\n", -0.5e1, 12345678901234567 ] } } "#.utf8)
    #expect(try Expression(#".a."b\"""#).evaluate(.text(text))?.description == #"[1.25,"q\n",-5,12345678901234568]"#)
    #expect(try Expression(#".a."b\""[0]"#).evaluate(.text(text)) == .number(1.25))
    #expect(try Expression(#".a."b\""[-2]"#).evaluate(.text(text)) == .number(-5))
    #expect(try Expression(".a.x").evaluate(.text(text)) == .null)
  }

  @Test("A condition holds by its first result, and does not without one")
  func truth() throws {
    let document = ExpressionInput.text(Array(#"{"price":6200,"ok":true,"none":null}"#.utf8))
    for (source, holds) in [
      (".price > 5000 and .ok", true), (".none", false), ("0", true), ("\"\"", true), ("empty", false),
      ("false, true", false),
      ("true, error(\"later\")", true), (".missing.far", false),
    ] {
      #expect(try Expression(source).holds(document) == holds, "\(source)")
    }
  }

  @Test("Variables from outside are read like the document, each from its own text")
  func variables() throws {
    let expression = try Expression(
      "{sum: ($steps.a.price + $input), all: $steps | keys, own: .x}", variables: ["input", "steps"])
    let variables: [String: ExpressionInput] = [
      "input": .value(.number(2)), "steps": .text(Array(#"{"a":{"price":40},"b":{}}"#.utf8)),
    ]
    let value = try expression.evaluate(.text(Array(#"{"x":[1]}"#.utf8)), variables: variables)
    #expect(value?.description == #"{"sum":42,"all":["a","b"],"own":[1]}"#)
  }

  @Test("References name what is read, as far as the source tells")
  func references() throws {
    let source = """
      if $steps.check.ok then {a: .user.name, b: [$steps.book.seats[] | .id], c: .user["e mail"][0]} else $steps[.which] end
      | map(.inner), $input, $steps.check.ok
      """
    let references = try Expression(source, variables: ["steps", "input"]).references.map(\.description)
    #expect(
      references == [
        "$steps.check.ok", ".user.name", "$steps.book.seats", ".user[\"e mail\"][0]", "$steps", ".which", "$input",
      ])
    #expect(try Expression("1 + 1").references.isEmpty)
    #expect(try Expression(". | .a").references.map(\.description) == ["."])
  }
}
