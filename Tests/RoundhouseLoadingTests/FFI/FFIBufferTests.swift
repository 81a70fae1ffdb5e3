import CRoundhouse
import Testing

@testable import RoundhouseLoading

extension FFITests {
  /// Texts, bytes and arrays: lent, filled by the library, allocated by it.
  struct Buffers {
    static let text = "{\"name\": \"text\", \"type\": \"string\"}"
    static let data =
      "{\"name\": \"data\", \"type\": \"bytes\"}, {\"name\": \"size\", \"type\": \"size\", \"lengthOf\": \"data\"}"

    @Test func `A text goes in as UTF-8 that ends in NUL`() throws {
      let length = try FFIFixture.function("length_of", Self.text, returns: "\"size\"")
      #expect(try length.f("{\"text\": \"\"}") == "{\"result\":0}")
      #expect(try length.f("{\"text\": \"gr\\u00fc\\u00df\"}") == "{\"result\":6}")
      #expect(try length.f("{\"text\": \"\(String(repeating: "x", count: 100_000))\"}") == "{\"result\":100000}")
      #expect(
        try length.f("{\"text\": \"a\\u0000b\"}")
          == "/text: expected a string without NUL, found one with NUL inside, where C would end it")
      #expect(try length.f("{\"text\": null}") == "/text: expected a string, found null")
    }

    @Test func `A text may be null where the manifest says so, and its length may be told`() throws {
      let length = try FFIFixture.function(
        "length_told",
        "{\"name\": \"text\", \"type\": \"string\", \"nullable\": true}, {\"name\": \"n\", \"type\": \"size\", \"lengthOf\": \"text\"}",
        returns: "\"size\"")
      #expect(try length.f("{\"text\": \"abc\"}") == "{\"result\":3003}")
      #expect(try length.f("{\"text\": null}") == "{\"result\":999}")
      #expect(try length.f() == "{\"result\":999}")
    }

    @Test func `A text that the library keeps is copied`() throws {
      #expect(try FFIFixture.function("greeting", returns: "\"string\"").f() == "{\"result\":\"grüß Gott\"}")
      #expect(try FFIFixture.function("no_text", returns: "\"string\"").f() == "{\"result\":null}")
      let broken = try FFIFixture.function("broken_text", returns: "\"string\"")
      #expect(
        try broken.f() == "/result: the library's text is not UTF-8; declare it as bytes in the manifest")
      #expect(try broken.call("f").status == RH_AGENT_ERROR)
    }

    @Test func `What the library has allocated is freed by what the manifest names`() throws {
      let before = try liveObjects()
      let copy = try FFIFixture.function(
        "duplicate", Self.text, returns: "{\"type\": \"string\", \"free\": \"release\"}")
      let out = try FFIFixture.function(
        "duplicate_out",
        Self.text + ", {\"name\": \"copy\", \"type\": \"string\", \"direction\": \"out\", \"free\": \"release\"}")
      let make = try FFIFixture.function(
        "make_bytes",
        """
        {"name": "count", "type": "u32"}, {"name": "data", "type": "bytes", "direction": "out", "free": "release"},
        {"name": "size", "type": "u32", "direction": "out", "lengthOf": "data"}
        """, returns: "{\"type\": \"i32\", \"success\": {\"equals\": 0}}")
      let made = try FFIFixture.function(
        "made",
        "{\"name\": \"count\", \"type\": \"u32\"}, {\"name\": \"size\", \"type\": \"size\", \"direction\": \"out\", \"lengthOf\": \"result\"}",
        returns: "{\"type\": \"bytes\", \"free\": \"release\"}", limit: 2000)
      for _ in 0..<100 {
        #expect(try copy.f("{\"text\": \"twice\"}") == "{\"result\":\"twice\"}")
        #expect(try out.f("{\"text\": \"twice\"}") == "{\"copy\":\"twice\"}")
        #expect(try out.f("{\"text\": \"\"}") == "{\"copy\":null}")
        #expect(try make.f("{\"count\": 5}") == "{\"data\":\"AAECAwQ=\"}")
        #expect(try make.f("{\"count\": 0}") == "{\"data\":null}")
        #expect(try make.f("{\"count\": 1001}") == "make_bytes returned -1")
        #expect(try made.f("{\"count\": 3}") == "{\"result\":\"BwcH\"}")
      }
      #expect(
        try made.f("{\"count\": 3000}")
          == "/size: made tells of 3000 elements where 2000 are allowed; raise limits.reply")
      #expect(try liveObjects() == before)
    }

    @Test func `A text is written into room that the host makes`() throws {
      let upper = try FFIFixture.function(
        "upper",
        Self.text
          + """
          , {"name": "upper", "type": "string", "direction": "out", "capacity": {"of": "text", "plus": 1}},
          {"name": "room", "type": "size", "lengthOf": "upper"}
          """)
      #expect(try upper.f("{\"text\": \"loud\"}") == "{\"upper\":\"LOUD\"}")
      #expect(try upper.f("{\"text\": \"\"}") == "{\"upper\":\"\"}")
      let shout = try FFIFixture.function(
        "shout", "{\"name\": \"text\", \"type\": \"string\", \"direction\": \"in-out\"}")
      #expect(try shout.f("{\"text\": \"in place\"}") == "{\"text\":\"IN PLACE\"}")
      let fill = try FFIFixture.function(
        "fill",
        "{\"name\": \"out\", \"type\": \"string\", \"direction\": \"out\", \"capacity\": 16}, {\"name\": \"room\", \"type\": \"size\", \"lengthOf\": \"out\"}"
      )
      #expect(try fill.f() == "/out: fill did not end its text within 16 bytes; ask with more room")
    }

    @Test func `A returned length says how much of the room was used`() throws {
      let fill = try FFIFixture.function(
        "repeat",
        """
        {"name": "out", "type": "string", "direction": "out", "capacity": 8},
        {"name": "room", "type": "size", "lengthOf": "out"}, {"name": "times", "type": "i32"}
        """, returns: "{\"type\": \"i32\", \"lengthOf\": \"out\"}")
      #expect(try fill.f("{\"times\": 3}") == "{\"out\":\"rrr\"}")
      #expect(
        try fill.f("{\"times\": 30}") == "/out: repeat tells of 30 elements where 8 are allowed; ask with more room")
    }

    @Test func `Bytes are base64`() throws {
      let sum = try FFIFixture.function("sum_bytes", Self.data, returns: "\"u32\"")
      #expect(try sum.f("{\"data\": \"AQID\"}") == "{\"result\":6}")
      #expect(try sum.f("{\"data\": \"\"}") == "{\"result\":0}")
      #expect(try sum.f("{\"data\": \"A+\\/=\"}") == "{\"result\":\(0x03 + 0xEF)}")
      #expect(
        try sum.f("{\"data\": \"AQI\"}")
          == "/data: expected a string of base64, found 3 characters, which is no multiple of 4")
      #expect(try sum.f("{\"data\": \"AQ*D\"}") == "/data: expected a string of base64, found another character at 3")
      #expect(try sum.f("{\"data\": \"A===\"}") == "/data: expected a string of base64, found another character at 2")
      #expect(try sum.f("{\"data\": [1]}") == "/data: expected a string of base64, found an array")
    }

    @Test func `Room is as large as another value says, or a function of the library`() throws {
      let reverse = try FFIFixture.function(
        "reverse",
        Self.data + ", {\"name\": \"out\", \"type\": \"bytes\", \"direction\": \"out\", \"capacity\": \"data\"}")
      #expect(try reverse.f("{\"data\": \"AQID\"}") == "{\"out\":\"AwIB\"}")
      let out =
        "{\"name\": \"out\", \"type\": \"bytes\", \"direction\": \"out\", \"capacity\": CAPACITY}, {\"name\": \"n\", \"type\": \"size\", \"direction\": \"in-out\", \"lengthOf\": \"out\"}"
      let returns = "{\"type\": \"i32\", \"success\": {\"equals\": 0}}"
      let bound = try FFIFixture.function(
        "stretch", Self.data + "," + out.replacing("CAPACITY", with: "{\"of\": \"data\", \"sizeFrom\": \"bound\"}"),
        returns: returns)
      #expect(try bound.f("{\"data\": \"AQI=\"}") == "{\"out\":\"AQECAg==\"}")
      let asked = try FFIFixture.function(
        "stretch",
        Self.data + "," + out.replacing("CAPACITY", with: "\"most\"")
          + ", {\"name\": \"most\", \"type\": \"i32\", \"passed\": false, \"default\": 3}", returns: returns,
        limit: 1000)
      #expect(try asked.f("{\"data\": \"AQI=\"}") == "stretch returned -5")
      #expect(try asked.f("{\"data\": \"AQI=\", \"most\": 4}") == "{\"out\":\"AQECAg==\"}")
      #expect(
        try asked.f("{\"data\": \"\", \"most\": 1001}")
          == "/most: 1001 elements would be needed, at most 1000 are allowed")
      #expect(
        try asked.f("{\"data\": \"\", \"most\": -1}")
          == "/most: too many elements would be needed, at most 1000 are allowed")
    }

    @Test func `A library that boasts is not believed`() throws {
      let boast = try FFIFixture.function(
        "boast",
        "{\"name\": \"out\", \"type\": \"bytes\", \"direction\": \"out\", \"capacity\": 10}, {\"name\": \"n\", \"type\": \"size\", \"direction\": \"in-out\", \"lengthOf\": \"out\"}"
      )
      #expect(try boast.f() == "/n: boast tells of 110 elements where 10 are allowed; ask with more room")
      let negative = try FFIFixture.function(
        "boast_negative",
        "{\"name\": \"out\", \"type\": \"bytes\", \"direction\": \"out\", \"capacity\": 0}, {\"name\": \"n\", \"type\": \"i32\", \"direction\": \"in-out\", \"lengthOf\": \"out\"}"
      )
      #expect(try negative.f() == "/n: boast_negative tells of -3 elements where 0 are allowed; ask with more room")
    }

    @Test func `Bytes change in place`() throws {
      let mask = try FFIFixture.function(
        "mask",
        """
        {"name": "data", "type": "bytes", "direction": "in-out"}, {"name": "size", "type": "size", "lengthOf": "data"},
        {"name": "key", "type": "u8"}
        """)
      #expect(try mask.f("{\"data\": \"AAEC\", \"key\": 255}") == "{\"data\":\"//79\"}")
    }

    @Test func `Lengths that C does not tell are the manifest's to say`() throws {
      let digest = try FFIFixture.function("digest", returns: "{\"type\": \"bytes\", \"count\": 4}")
      #expect(try digest.f() == "{\"result\":\"AQIDBA==\"}")
      let lent = try FFIFixture.function(
        "lent", "{\"name\": \"out\", \"type\": \"bytes\", \"direction\": \"out\", \"borrowed\": true, \"count\": 3}")
      #expect(try lent.f() == "{\"out\":\"AQID\"}")
      let key = try FFIFixture.function(
        "key_first", "{\"name\": \"key\", \"type\": \"bytes\", \"count\": 4}", returns: "\"i32\"")
      #expect(try key.f("{\"key\": \"AQIDBA==\"}") == "{\"result\":5}")
      #expect(try key.f("{\"key\": \"AQID\"}") == "/key: expected 4 elements, found 3")
    }

    @Test func `Numbers in a row are JSON arrays`() throws {
      let mean = try FFIFixture.function(
        "mean",
        "{\"name\": \"values\", \"type\": \"f64[]\"}, {\"name\": \"n\", \"type\": \"i32\", \"lengthOf\": \"values\"}",
        returns: "\"f64\"")
      #expect(try mean.f("{\"values\": [1, 2.5, 5.5]}") == "{\"result\":3}")
      #expect(try mean.f("{\"values\": []}") == "{\"result\":0}")
      #expect(try mean.f("{\"values\": [1, \"2\"]}") == "/values/1: expected a number, found a string")
      let squares = try FFIFixture.function(
        "squares",
        """
        {"name": "values", "type": "i32[]"}, {"name": "squares", "type": "i64[]", "direction": "out", "capacity": "values"},
        {"name": "n", "type": "size", "lengthOf": "values"}
        """)
      #expect(try squares.f("{\"values\": [3, -2147483648]}") == "{\"squares\":[9,4611686018427387904]}")
      let dot = try FFIFixture.function(
        "dot",
        """
        {"name": "a", "type": "f32[]"}, {"name": "b", "type": "f32[]", "count": "a"},
        {"name": "n", "type": "u8", "lengthOf": "a"}
        """, returns: "\"f64\"")
      #expect(try dot.f("{\"a\": [1, 2], \"b\": [10, 20]}") == "{\"result\":50}")
      #expect(try dot.f("{\"a\": [1, 2], \"b\": [10]}") == "/b: expected 2 elements, found 1")
      let long = Array(repeating: "0", count: 256).joined(separator: ",")
      #expect(try dot.f("{\"a\": [\(long)], \"b\": [\(long)]}") == "/n: 256 elements are more than u8 can say")
    }

    @Test func `Bytes are the whole payload and the whole reply`() throws {
      let out = "{\"name\": \"out\", \"type\": \"bytes\", \"direction\": \"out\", \"capacity\": \"data\"}"
      let reverse = try FFIFixture.function("reverse", Self.data + "," + out)
      let answer = try reverse.call("f", [1, 2, 0, 255], contentType: "application/octet-stream")
      #expect(answer.bytes == [255, 0, 2, 1] && answer.contentType == "application/octet-stream")
      #expect(try reverse.call("f", [], contentType: "application/octet-stream").bytes == [])
      let raw = try FFIFixture.function(
        "reverse", Self.data + "," + out.replacing("\"capacity\"", with: "\"raw\": true, \"capacity\""))
      #expect(try raw.call("f", "{\"data\": \"AQID\"}").bytes == [3, 2, 1])
      let sum = try FFIFixture.function("sum_bytes", Self.data, returns: "\"u32\"")
      #expect(try sum.call("f", [200, 100], contentType: "application/octet-stream").text == "{\"result\":300}")
    }
  }
}
