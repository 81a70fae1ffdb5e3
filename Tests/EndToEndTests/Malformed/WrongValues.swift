/// What must not stand in a manifest.
enum WrongValues {
  private static let noText: [any Sendable] = [7, true, ["a"], ["a": 1]]
  private static let noNumber: [any Sendable] = ["7", true, [7], 1.5, -1, 1e300]
  private static let noObject: [any Sendable] = ["a", 7, true, ["a"]]
  private static let noToggle: [any Sendable] = ["yes", 1, [true]]
  private static let noDuration: [any Sendable] = ["5", "5 years", "", "-1s", 5, true]
  private static let noName: [any Sendable] =
    noText + ["", "Has.Capitals", "a..b", ".a", "a.", "a b", "ä.b", String(repeating: "a", count: 300)]

  static let ofManifest: [(String, [any Sendable])] = [
    ("manifestVersion", [0, 2, 999, "1", true, -1, 1.5]),
    ("id", noName + ["../../etc/passwd", "a/b"]),
    ("version", noText + ["", "1", "1.0", "v1.0.0", "1.0.0.0", "01.0.0", "latest"]),
    ("name", noText),
    ("description", noText + [String(repeating: "x", count: 5000)]),
    ("license", noText),
    ("url", noText + ["ftp://example.org", "no address"]),
    ("kind", noText + ["", "wasm", "NATIVE"]),
    (
      "library",
      [
        7, true, ["a"], "", "../libecho.so", "../../../../etc/passwd", "/etc/passwd", "a/../../libecho.so",
        "lib\u{0}echo.so",
      ]
    ),
    ("capabilities", ["text.echo", 7, [String](), ["text.echo"], [[String]()], [[String: String]()]]),
    ("priority", noNumber + [1001]),
    ("weight", noNumber + [1_000_001]),
    ("concurrency", ["many", true, -1, 1.5, 0]),
    ("blocking", noToggle),
    ("instances", noNumber + [0, 65]),
    ("tier", noText + ["kernel"]),
    ("startTimeout", noDuration),
    ("health", noObject),
    ("breaker", noObject),
    ("limits", noObject),
    ("permissions", noObject),
    ("config", noObject),
    ("configSchema", ["a", 7]),
    ("selfTest", ["a", 7, ["a"], [["capability": "text.nothing", "input": "a"]]]),
    ("endpoint", noObject),
  ]

  static let ofCapability: [(String, [any Sendable])] = [
    ("name", noName),
    ("description", noText),
    ("version", noNumber + [0]),
    ("idempotent", noToggle),
    ("streaming", noToggle),
    ("timeout", noDuration + ["25h"]),
    ("cost", ["1", true, -1]),
    ("tags", ["a", 7, [7], ["Has Capitals"], ["a", "a"]]),
    ("strategy", noText + ["random"]),
    ("input", [7, "object", ["type": "no-type"], ["pattern": "("], ["$ref": "http://example.org/a"]]),
    ("output", [7, ["minimum": "a"]]),
    ("colour", ["red"]),
  ]

  static let texts: [(String, String)] = [
    ("nothing", ""), ("a list", "[]"), ("a number", "1"), ("null", "null"), ("a text", "\"agent\""),
    ("an empty object", "{}"),
    ("a comma too many", #"{"manifestVersion": 1,}"#), ("a comment", "{} // agent"), ("single quotes", "{'id': 'a'}"),
    ("two documents", "{} {}"), ("NaN", #"{"priority": NaN}"#), ("hexadecimal", #"{"priority": 0x10}"#),
    ("a leading zero", #"{"priority": 01}"#), ("a half surrogate", #"{"id": "\ud800"}"#),
    ("a raw line feed", "{\"id\": \"a\nb\"}"),
    ("one key twice", #"{"manifestVersion": 1, "manifestVersion": 1}"#),
    ("deep nesting", String(repeating: "[", count: 100_000)),
    ("deep objects", String(repeating: #"{"a":"#, count: 50_000)),
  ]
}
