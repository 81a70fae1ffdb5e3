import FixtureBuilder
import RoundhouseModel
import Testing

/// Writing JSON texts.
struct JSONWriterTests {
  @Test("Commas and colons come by themselves")
  func separates() {
    var writer = JSONWriter()
    write(&writer)
    #expect(
      text(writer) == #"{"a":1,"b":[],"c":[1,{"d":null},"x"],"e":{},"f":1.5,"g":true,"h":["i","j"],"k":{"raw":1}}"#)
  }

  @Test("The pretty form has one member to a line")
  func indents() throws {
    var writer = JSONWriter(capacity: 64, isPretty: true)
    write(&writer)
    #expect(
      text(writer) == """
        {
          "a": 1,
          "b": [],
          "c": [
            1,
            {
              "d": null
            },
            "x"
          ],
          "e": {},
          "f": 1.5,
          "g": true,
          "h": [
            "i",
            "j"
          ],
          "k": {"raw":1}
        }
        """)
    var compact = JSONWriter()
    write(&compact)
    #expect(try json(text(writer)).isEqual(to: json(text(compact))))
  }

  @Test(
    "Doubles are written shortly and read back as the same",
    arguments: [
      (1024, "1024"), (0, "0"), (-0.0, "-0"), (0.1, "0.1"), (-1.5, "-1.5"), (1e15, "1000000000000000"),
      (9_007_199_254_740_992, "9007199254740992"), (1e16, "1e+16"), (1e22, "1e+22"), (1e-7, "1e-07"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.leastNonzeroMagnitude, "5e-324"), (.nan, "null"),
      (.infinity, "null"), (-.infinity, "null"), (0.30000000000000004, "0.30000000000000004"),
    ] as [(Double, String)])
  func writesDoubles(_ value: Double, _ expected: String) throws {
    var writer = JSONWriter()
    writer.double(value)
    #expect(text(writer) == expected)
    if value.isFinite { #expect(try json(expected).double?.bitPattern == value.bitPattern) }
  }

  @Test("Any double reads back as the same")
  func roundTripsDoubles() throws {
    var random = Seeded(7)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      var writer = JSONWriter()
      writer.double(value)
      #expect(try json(text(writer)).double?.bitPattern == value.bitPattern)
    }
  }

  @Test("Integers of any size")
  func writesIntegers() {
    var writer = JSONWriter()
    writer.beginArray()
    writer.int(Int64.min)
    writer.int(Int64.max)
    writer.uint(UInt64.max)
    writer.int(Int8(-128))
    writer.uint(UInt8(255))
    writer.int(0)
    writer.int(-10)
    writer.endArray()
    #expect(text(writer) == "[-9223372036854775808,9223372036854775807,18446744073709551615,-128,255,0,-10]")
  }

  @Test(
    "Strings are escaped where JSON asks for it, and nowhere else",
    arguments: [
      ("", "\"\""), ("a\"b\\c", "\"a\\\"b\\\\c\""), ("\u{8}\t\n\u{C}\r", "\"\\b\\t\\n\\f\\r\""),
      ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""), ("é😀\u{2028}/", "\"é😀\u{2028}/\""),
    ])
  func escapesStrings(_ value: String, _ expected: String) throws {
    var writer = JSONWriter()
    writer.string(value)
    #expect(text(writer) == expected)
    #expect(try json(expected).string == value)
  }

  private func write(_ writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("a", 1)
    writer.key("b")
    writer.beginArray()
    writer.endArray()
    writer.key("c")
    writer.beginArray()
    writer.int(1)
    writer.beginObject()
    writer.key("d")
    writer.null()
    writer.endObject()
    writer.string("x")
    writer.endArray()
    writer.key("e")
    writer.beginObject()
    writer.endObject()
    writer.member("f", 1.5)
    writer.member("g", true)
    writer.member("h", ["i", "j"])
    writer.member("k", raw: Array("{\"raw\":1}".utf8))
    writer.endObject()
  }

  private func text(_ writer: JSONWriter) -> String { String(decoding: writer.bytes, as: UTF8.self) }
}
