import CRoundhouse
import Testing

@testable import RoundhouseLoading

extension FFITests {
  /// Structs by value and by address, nested, mixed; enums.
  struct Shapes {
    static let types = """
      "structs": {
        "box": {"fields": [{"name": "low", "type": "point"}, {"name": "high", "type": "point"}]},
        "point": {"fields": [{"name": "x", "type": "f64"}, {"name": "y", "type": "f64"}]},
        "small": {"fields": [{"name": "ratio", "type": "f32"}, {"name": "count", "type": "i32"}]},
        "mixed": {"fields": [{"name": "tag", "type": "u8"}, {"name": "weight", "type": "f64"}, {"name": "code", "type": "i16"}]},
        "person": {"fields": [
          {"name": "name", "type": "string"}, {"name": "nick", "type": "string[8]"}, {"name": "scores", "type": "f64[3]"},
          {"name": "id", "type": "bytes[4]"}, {"name": "color", "type": "color"}]}
      },
      "enums": {
        "color": {"values": {"red": 0, "green": 1, "blue": 7}},
        "level": {"type": "i8", "values": {"low": -128, "high": 127}}
      }
      """

    static func function(_ symbol: String, _ parameters: [(String, String)], _ returns: String) throws -> FFIAgent {
      let list = parameters.map { "{\"name\": \"\($0)\", \"type\": \"\($1)\"}" }.joined(separator: ",")
      return try FFIFixture.function(symbol, list, returns: returns, types: types)
    }

    @Test func `Structs of numbers go in and come out by value`() throws {
      let add = try Self.function("add", [("a", "point"), ("b", "point")], "\"point\"")
      #expect(
        try add.f("{\"a\": {\"x\": 1, \"y\": 2}, \"b\": {\"y\": 0.5, \"x\": -1}}") == "{\"result\":{\"x\":0,\"y\":2.5}}"
      )
      let small = try Self.function("twice_small", [("s", "small")], "\"small\"")
      #expect(
        try small.f("{\"s\": {\"ratio\": 0.25, \"count\": -7}}") == "{\"result\":{\"ratio\":0.5,\"count\":-14}}")
      let mixed = try Self.function("next_mixed", [("m", "mixed")], "\"mixed\"")
      #expect(
        try mixed.f("{\"m\": {\"tag\": 255, \"weight\": 1, \"code\": -32767}}")
          == "{\"result\":{\"tag\":0,\"weight\":1.5,\"code\":-32768}}")
    }

    @Test func `Structs nest, by value and by address`() throws {
      let box = "{\"low\": {\"x\": 1, \"y\": 1}, \"high\": {\"x\": 4, \"y\": 3}}"
      #expect(try Self.function("area", [("b", "box")], "\"f64\"").f("{\"b\": \(box)}") == "{\"result\":6}")
      let at = try FFIFixture.function(
        "area_at", "{\"name\": \"b\", \"type\": \"box\", \"pointer\": true, \"nullable\": true}", returns: "\"f64\"",
        types: Self.types)
      #expect(try at.f("{\"b\": \(box)}") == "{\"result\":6}")
      #expect(try at.f("{\"b\": null}") == "{\"result\":-1}")
      #expect(try at.f() == "{\"result\":-1}")
      let corners = "{\"low\": {\"x\": 0, \"y\": 1}, \"high\": {\"x\": 2, \"y\": 3}}"
      let made = "{\"low\":{\"x\":0,\"y\":1},\"high\":{\"x\":2,\"y\":3}}"
      #expect(
        try Self.function("make_box", [("low", "point"), ("high", "point")], "\"box\"").f(corners)
          == "{\"result\":\(made)}")
      let out = try FFIFixture.function(
        "make_box_at",
        """
        {"name": "low", "type": "point"}, {"name": "high", "type": "point"},
        {"name": "box", "type": "box", "direction": "out"}
        """, types: Self.types)
      #expect(try out.f(corners) == "{\"box\":\(made)}")
    }

    @Test func `A struct changes in place, and may be returned by its address`() throws {
      let shift = try FFIFixture.function(
        "shift",
        "{\"name\": \"p\", \"type\": \"point\", \"direction\": \"in-out\", \"default\": {\"x\": 5, \"y\": 6}}, {\"name\": \"by\", \"type\": \"f64\"}",
        types: Self.types)
      #expect(try shift.f("{\"p\": {\"x\": 1, \"y\": 2}, \"by\": 10}") == "{\"p\":{\"x\":11,\"y\":12}}")
      #expect(try shift.f("{\"by\": 1}") == "{\"p\":{\"x\":6,\"y\":7}}")
      let origin = try FFIFixture.function(
        "origin", "{\"name\": \"exists\", \"type\": \"i32\"}", returns: "{\"type\": \"point\", \"pointer\": true}",
        types: Self.types)
      #expect(try origin.f("{\"exists\": 1}") == "{\"result\":{\"x\":0,\"y\":0}}")
      #expect(try origin.f("{\"exists\": 0}") == "{\"result\":null}")
    }

    @Test func `A struct holds texts, arrays and enums of its own`() throws {
      let older = try Self.function("older", [("p", "person")], "\"person\"")
      let person =
        "{\"name\": \"Ada\", \"nick\": \"A. L.\", \"scores\": [1, 2, 3.5], \"id\": \"AQIDBA==\", \"color\": \"blue\"}"
      #expect(
        try older.f("{\"p\": \(person)}")
          == "{\"result\":{\"name\":\"Ada\",\"nick\":\"X. L.\",\"scores\":[2,3,4.5],\"id\":\"AgIDBA==\",\"color\":\"blue\"}}"
      )
      #expect(
        try older.f("{\"p\": \(person.replacing("\"Ada\"", with: "null"))}").contains(
          "\"name\":null,\"nick\":\"zzzzzzzz\""))
    }

    @Test(arguments: [
      ("{\"p\": 1}", "/p: expected an object of person, found 1"),
      ("{\"p\": {}}", "/p/name: expected a string, found nothing"),
      ("NAME", "/p/name: expected a string, found 5"),
      ("NICK", "/p/nick: expected at most 8 bytes, found 9"),
      ("SCORES", "/p/scores: expected an array of 3 numbers, found 2"),
      ("SCORE", "/p/scores/1: expected a number, found true"),
      ("ID", "/p/id: expected exactly 4 bytes, found 3"),
      ("COLOR", "/p/color: expected one of \"blue\", \"green\", \"red\", found \"gren\"; did you mean \"green\"?"),
      ("MORE", "/p/colour: there is no such parameter; did you mean \"color\"?"),
    ])
    func `A wrong field is told by its path`(json: String, message: String) throws {
      let person =
        "{\"p\": {\"name\": \"A\", \"nick\": \"\", \"scores\": [1, 2, 3], \"id\": \"AQIDBA==\", \"color\": \"red\"}}"
      let wrong =
        switch json {
        case "NAME": person.replacing("\"A\"", with: "5")
        case "NICK": person.replacing("\"nick\": \"\"", with: "\"nick\": \"123456789\"")
        case "SCORES": person.replacing("[1, 2, 3]", with: "[1, 2]")
        case "SCORE": person.replacing("[1, 2, 3]", with: "[1, true, 3]")
        case "ID": person.replacing("AQIDBA==", with: "AQID")
        case "COLOR": person.replacing("\"red\"", with: "\"gren\"")
        case "MORE": person.replacing("\"color\"", with: "\"colour\": 1, \"color\"")
        default: json
        }
      let boolean = try Self.function("older", [("p", "person")], "\"person\"").f(wrong)
      #expect(boolean == message.replacing("found true", with: "found a boolean"))
    }

    @Test func `Enums are labels there and integers here`() throws {
      let next = try Self.function("next_color", [("color", "color")], "\"color\"")
      #expect(try next.f("{\"color\": \"red\"}") == "{\"result\":\"green\"}")
      #expect(try next.f("{\"color\": \"green\"}") == "{\"result\":\"blue\"}")
      #expect(
        try next.f("{\"color\": \"blue\"}")
          == "/result: 99 is none of the values of the enum color; add it to \"enums\" in the manifest")
      #expect(try next.f("{\"color\": 0}") == "/color: expected one of \"blue\", \"green\", \"red\", found 0")
      #expect(
        try next.f("{\"color\": \"mauve\"}") == "/color: expected one of \"blue\", \"green\", \"red\", found \"mauve\"")
      let narrow = try Self.function("narrow", [("level", "level")], "\"level\"")
      #expect(try narrow.f("{\"level\": \"low\"}") == "{\"result\":\"low\"}")
      #expect(try narrow.f("{\"level\": \"high\"}") == "{\"result\":\"high\"}")
      let out = try FFIFixture.function(
        "next_color_out",
        "{\"name\": \"color\", \"type\": \"color\", \"default\": \"red\"}, {\"name\": \"next\", \"type\": \"color\", \"direction\": \"out\"}",
        types: Self.types)
      #expect(try out.f() == "{\"next\":\"green\"}")
    }
  }
}
