import RoundhouseModel
import Testing

/// Reading values, finding them, and telling where they stand.
struct JSONNodeTests {
  @Test("Values answer for their own kind and for no other")
  func answersForItsKind() throws {
    let root = try json("[null, true, 12, \"x\", [], {}]")
    #expect(root.elements.map(\.kind) == [.null, .bool, .number, .string, .array, .object])
    #expect(root.elements.map(\.isNull) == [true, false, false, false, false, false])
    #expect(root.elements.map(\.bool) == [nil, true, nil, nil, nil, nil])
    #expect(root.elements.map(\.int) == [nil, nil, 12, nil, nil, nil])
    #expect(root.elements.map(\.uint) == [nil, nil, 12, nil, nil, nil])
    #expect(root.elements.map(\.double) == [nil, nil, 12, nil, nil, nil])
    #expect(root.elements.map(\.string) == [nil, nil, nil, "x", nil, nil])
    #expect(
      root.elements.map { String(decoding: $0.raw, as: UTF8.self) } == ["null", "true", "12", "\"x\"", "[]", "{}"])
    #expect(root["a"] == nil)
    #expect(root[2]?["a"] == nil)
    #expect(root[5]?[0] == nil)
  }

  @Test(
    "Integers are exact over the whole range",
    arguments: [
      ("9223372036854775807", Int64.max, UInt64(Int64.max)), ("-9223372036854775808", .min, nil),
      ("9223372036854775808", nil, 1 << 63), ("18446744073709551615", nil, .max), ("18446744073709551616", nil, nil),
      ("-9223372036854775809", nil, nil), ("0", 0, 0), ("-0", 0, 0), ("-0.0", 0, 0), ("1.0", 1, 1), ("1e3", 1000, 1000),
      ("1500e-2", 15, 15), ("1.5", nil, nil), ("0.1e1", 1, 1), ("1e-1", nil, nil), ("0e99999999999999999999", 0, 0),
      ("1e19", nil, 10_000_000_000_000_000_000), ("1e20", nil, nil), ("1e99999999999999999999", nil, nil),
      ("-5", -5, nil), ("123456789012345678900e-2", 1_234_567_890_123_456_789, 1_234_567_890_123_456_789),
    ] as [(String, Int64?, UInt64?)])
  func readsIntegers(_ text: String, _ int: Int64?, _ uint: UInt64?) throws {
    let node = try json(text)
    #expect(node.int == int)
    #expect(node.uint == uint)
  }

  @Test(
    "Doubles are rounded correctly",
    arguments: [
      ("0.1", 0.1), ("-0", -0.0), ("1e22", 1e22), ("1e23", 1e23), ("9007199254740993", 9007199254740992),
      ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown), ("4.9e-324", .leastNonzeroMagnitude),
      ("2e-324", 0),
      ("1.7976931348623157e308", .greatestFiniteMagnitude), ("123456.789e-3", 123.456789), ("1.5", 1.5),
      ("1e400", nil), ("-1e400", nil), ("8.5e15", 8.5e15), ("100000000000000016777215", 1.0000000000000001e23),
      ("0.000000000000000000000001", 1e-24), ("1448997445238699", 1448997445238699),
    ] as [(String, Double?)])
  func readsDoubles(_ text: String, _ value: Double?) throws {
    let double = try json(text).double
    #expect(double == value)
    #expect(double?.sign == value?.sign)
  }

  @Test(
    "Strings are decoded with their escapes",
    arguments: [
      ("\"\"", ""), ("\"abc\"", "abc"), ("\"\\u0041\\u00e9\\u20ac\\ud83d\\ude00\"", "Aé€😀"), ("\"a\\nb\"", "a\nb"),
      ("\"\\\\\\\"\\/\\b\\f\\n\\r\\t\"", "\\\"/\u{8}\u{C}\n\r\t"), ("\"\\u0000x\"", "\u{0}x"), ("\"é😀\"", "é😀"),
      ("\"\\uFFFF\\uffff\"", "\u{FFFF}\u{FFFF}"), ("\"\\udbff\\udfff\"", "\u{10FFFF}"),
    ])
  func readsStrings(_ text: String, _ value: String) throws {
    #expect(try json(text).string == value)
    #expect(try json(text).utf8.map { Array($0) } == Array(value.utf8))
  }

  @Test("Members are found by their bytes, escapes or not, and the last of several counts")
  func findsMembers() throws {
    let root = try json("{\"a\":1, \"\\u0062\":2, \"a\":3, \"\":4, \"e\\u0301\":5, \"longer than fifteen bytes\":[6]}")
    #expect(root.count == 6)
    #expect(root["a"]?.int == 3)
    #expect(root["b"]?.int == 2)
    #expect(root[""]?.int == 4)
    #expect(root["é"] == nil)
    #expect(root["e\u{301}"]?.int == 5)
    #expect(root["longer than fifteen bytes"]?[0]?.int == 6)
    #expect(root["c"] == nil)
    #expect(root.members.map(\.key) == ["a", "b", "a", "", "e\u{301}", "longer than fifteen bytes"])
    #expect(root.members.map { $0.keyPosition.column } == [2, 9, 21, 28, 34, 47])
  }

  @Test("Elements are found by their place")
  func findsElements() throws {
    let root = try json("[[1,2],{\"a\":[3]},4]")
    #expect(root.count == 3)
    #expect(root[0]?[1]?.int == 2)
    #expect(root[1]?["a"]?[0]?.int == 3)
    #expect(root[2]?.int == 4)
    #expect(root[3] == nil)
    #expect(root[-1] == nil)
  }

  @Test(
    "JSON pointers follow RFC 6901",
    arguments: [
      ("", "{"), ("/foo", "[\"bar\", \"baz\"]"), ("/foo/0", "\"bar\""), ("/", "0"), ("/a~1b", "1"), ("/c%d", "2"),
      ("/e^f", "3"), ("/g|h", "4"), ("/i\\j", "5"), ("/k\"l", "6"), ("/ ", "7"), ("/m~0n", "8"), ("/foo/2", nil),
      ("/foo/-", nil), ("/foo/01", nil), ("/foo/+1", nil), ("foo", nil), ("/x~2", nil), ("/~", nil), ("//", nil),
      ("/foo/0/x", nil),
    ] as [(String, String?)])
  func followsPointers(_ pointer: String, _ text: String?) throws {
    let root = try json(
      """
      {"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\\\j": 5, "k\\"l": 6, " ": 7, "m~n": 8}
      """)
    let found = root.at(pointer: pointer).map { String(decoding: $0.raw, as: UTF8.self) }
    if let text { #expect(found?.hasPrefix(text) == true) } else { #expect(found == nil) }
    if let node = root.at(pointer: pointer) { #expect(node.pointer == pointer) }
  }

  @Test("Every value knows its place, its path and its pointer")
  func knowsItsPlace() throws {
    let root = try json("{\n  \"é\": [1,\n   {\"b c\": null}]\n}")
    let node = try #require(root["é"]?[1]?["b c"])
    #expect(node.position.description == "3:12")
    #expect(node.path == "é[1].b c")
    #expect(node.pointer == "/é/1/b c")
    #expect(root["é"]?.position.description == "2:8")
    #expect(root.path == "" && root.pointer == "")
  }

  @Test("Duplicate keys are listed at any depth, each after its first")
  func listsDuplicates() throws {
    let root = try json("{\"a\":1,\"b\":[{\"x\":1,\"y\":2,\"\\u0078\":3}],\"a\":2,\"a\":3}")
    #expect(root.duplicateKeys().map(\.value.path).sorted() == ["a", "a", "b[0].x"])
    #expect(root.duplicateKeys().map(\.key.position.column).sorted() == [26, 39, 45])
    #expect(try json("{\"a\":{\"a\":1}}").duplicateKeys().isEmpty)
  }

  @Test(
    "Equality looks at what is said and not at how",
    arguments: [
      ("1", "1.0", true), ("1", "10e-1", true), ("100", "1e2", true), ("0", "-0.0", true), ("1", "2", false),
      ("0.1", "0.10000000000000001", false), ("9007199254740993", "9007199254740992", false), ("1", "true", false),
      ("1", "\"1\"", false), ("null", "false", false), ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true),
      ("{\"a\":1}", "{\"a\":1,\"b\":2}", false), ("[1,2]", "[2,1]", false), ("[1,[2]]", "[1.0,[2e0]]", true),
      ("\"a\"", "\"\\u0061\"", true), ("\"é\"", "\"e\\u0301\"", false), ("{\"a\":1,\"a\":2}", "{\"a\":2}", true),
      ("[]", "{}", false), ("[[],[]]", "[[]]", false), ("\"1:\"", "\"1\"", false), ("-1", "1", false),
      ("[\"a\",\"b\"]", "[\"a,b\"]", false), ("1e400", "10e399", true),
    ])
  func comparesValues(_ a: String, _ b: String, _ isEqual: Bool) throws {
    #expect(try json(a).isEqual(to: json(b)) == isEqual)
    #expect(try json(b).isEqual(to: json(a)) == isEqual)
  }
}

/// The value of a text that is known to be JSON.
func json(_ text: String) throws -> JSONNode { try JSONDocument(parsing: Array(text.utf8)).root }
