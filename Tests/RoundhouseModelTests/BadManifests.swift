/// Manifests each of which is wrong in one way: for each key values of every wrong kind and beyond every bound.
struct BadManifests {
  /// How it is wrong, and the text.
  static let all = native + foreign

  /// Values by what they are wrong for.
  private static let noText = ["null", "7", "true", "[\"a\"]", "{ \"a\": 1 }"]
  private static let noObject = ["null", "7", "true", "\"a\"", "[\"a\"]", "[{}]"]
  private static let noArray = ["null", "7", "true", "\"a\"", "{ \"a\": 1 }"]
  private static let noBool = ["null", "7", "1", "\"yes\"", "\"false\"", "[true]", "{}"]
  private static let noInteger = [
    "null", "true", "\"5\"", "\"many\"", "[5]", "{}", "1.5", "-1", "99999999", "1e300", "-1e300",
  ]
  private static let noDuration = [
    "null", "true", "5", "2.5", "[\"5s\"]", "{}", "\"\"", "\"5\"", "\"5 minutes\"", "\"soon\"", "\"-1s\"", "\"0s\"",
    "\"999h\"",
  ]
  private static let noSize = [
    "null", "true", "-1", "0", "1.5", "[]", "{}", "\"\"", "\"64 mb\"", "\"lots\"", "\"1B\"", "\"9999TiB\"",
  ]
  private static let noName =
    noText + [
      "\"\"", "\"Has.Capitals\"", "\"a..b\"", "\".a\"", "\"a b\"", "\"ä.b\"", "\"../etc\"", long(129), long(300),
    ]
  private static let noSchema = [
    "null", "7", "\"object\"", "[]", "{ \"type\": \"text\" }", "{ \"type\": 5 }", "{ \"type\": [] }",
    "{ \"pattern\": \"(\" }", "{ \"$ref\": \"http://example.org/a\" }", "{ \"$ref\": \"#/a\" }", "{ \"$ref\": 5 }",
    "{ \"requird\": [] }", "{ \"required\": \"a\" }", "{ \"required\": [5] }", "{ \"properties\": [] }",
    "{ \"minimum\": \"a\" }", "{ \"minLength\": -1 }", "{ \"multipleOf\": 0 }", "{ \"enum\": [] }", "{ \"anyOf\": [] }",
    "{ \"uniqueItems\": 1 }", "{ \"items\": 5 }",
  ]

  private static func long(_ count: Int) -> String { "\"\(String(repeating: "a", count: count))\"" }

  private static let topLevel: [(key: String, values: [String])] = [
    ("manifestVersion", ["0", "2", "\"1\"", "0.5", "null", "true"]),
    ("id", noName), ("version", noText + ["\"\"", "\"1\"", "\"v1.2\"", "\"01.0.0\"", "\"latest\"", long(65)]),
    ("name", noText + [long(129), "\"a\\u001bb\""]), ("description", noText + [long(4097)]),
    ("vendor", noText + [long(129)]), ("license", noText), ("$schema", noText),
    ("url", noText + ["\"\"", "\"acme.org\"", "\"ftp://example.org\"", "\"http://a b\""]),
    ("kind", noText + ["\"\"", "\"nativ\"", "\"wasm\""]),
    (
      "library",
      [
        "null", "7", "true", "[\"a\"]", "\"\"", "\"../libecho.so\"", "\"/etc/passwd\"", "\"a\\u0000b\"", "{}",
        "{ \"linux-x64\": \"a.so\", \"linux-x86_64\": \"a.so\" }", "{ \"linux-aarch64\": \"a.so\" }",
        "{ \"linux-x86_64\": [] }", "{ \"linux-x86_64\": {} }", "{ \"linux-x86_64\": { \"path\": 7 } }",
        "{ \"linux-x86_64\": { \"path\": \"a.so\", \"sha256\": \"abc\" } }",
        "{ \"linux-x86_64\": { \"path\": \"a.so\", \"sha\": 1 } }",
      ]
    ),
    ("capabilities", noArray + ["[]", "[1]", "[[]]", "[{}]", "[{ \"name\": \"a\" }, { \"name\": \"a\" }]"]),
    ("priority", noInteger), ("weight", noInteger), ("instances", noInteger + ["0"]),
    ("concurrency", noInteger + ["0", "4097"]), ("blocking", noBool), ("tier", noText + ["\"workers\"", "\"kernel\""]),
    ("startTimeout", noDuration), ("health", noObject), ("breaker", noObject), ("limits", noObject),
    ("permissions", noObject), ("config", noObject), ("configSchema", noSchema), ("endpoint", noObject + ["{}"]),
    (
      "selfTest",
      noArray + [
        "[\"a\"]", "[{}]", "[{ \"capability\": 7 }]", "[{ \"capability\": \"text.ecco\" }]",
        "[{ \"capability\": \"math.pow\" }]", "[{ \"capabilty\": \"text.echo\" }]",
      ]
    ),
    ("functions", ["[]"]), ("structs", ["{}"]), ("priorty", ["1"]), ("wholly-unknown", ["1"]), ("id\": 1, \"id", ["2"]),
  ]

  private static let nested: [(key: String, member: String, values: [String])] = [
    ("health", "interval", noDuration), ("health", "timeout", noDuration), ("health", "failureThreshold", noInteger),
    ("health", "successThreshold", noInteger), ("health", "intervall", ["1"]), ("breaker", "openTime", noDuration),
    ("breaker", "maximumOpenTime", noDuration), ("breaker", "failureThreshold", noInteger),
    ("breaker", "openTime\": \"10s\", \"maximumOpenTime", ["\"5s\""]), ("limits", "memory", noSize),
    ("limits", "cpu", ["null", "\"1\"", "\"many\"", "0", "-1", "1025", "true"]), ("limits", "files", noInteger),
    ("limits", "processes", noInteger), ("limits", "queue", noInteger), ("limits", "state", noSize),
    ("limits", "reply", noSize), ("permissions", "read", noArray + ["[7]", "[\"../x\"]", "[\"\"]", "[\"a\", \"a\"]"]),
    ("permissions", "write", noArray + ["[\"/a/../b\"]"]), ("permissions", "execute", noArray),
    ("permissions", "connect", noArray + ["[\"https\"]", "[0]", "[65536]", "[1, 1]", "[1.5]"]),
    ("permissions", "call", noArray + ["[\"*.x\"]", "[\"A\"]"]), ("permissions", "announce", noArray + ["[\"a.b*\"]"]),
    ("permissions", "environment", noArray + ["[\"1A\"]", "[\"A B\"]", "[\"\"]"]),
    ("endpoint", "env", ["7", "\"A B\""]),
  ]

  private static let ofCapability: [(key: String, values: [String])] = [
    ("name", noName), ("description", noText), ("version", noInteger + ["0"]), ("streaming", noBool),
    ("idempotent", noBool), ("timeout", noDuration), ("cost", ["null", "\"1\"", "-1", "1e10", "true"]),
    ("tags", noArray + ["[7]", "[\"A\"]", "[\"a b!\"]", "[\"a\", \"a\"]"]), ("strategy", noText + ["\"roundrobin\""]),
    ("input", noSchema), ("output", noSchema), ("stream", ["true"]), ("colour", ["\"red\""]),
  ]

  private static var native: [(way: String, text: [UInt8])] {
    topLevel.flatMap { key, values in values.map { ("\(key): \($0)", ManifestText.with(key, $0)) } }
      + ["manifestVersion", "id", "version", "library", "capabilities"].map { ("no \($0)", ManifestText.with($0, nil)) }
      + nested.flatMap { key, member, values in
        values.map { ("\(key).\(member): \($0)", ManifestText.with(key, "{ \"\(member)\": \($0) }")) }
      }
      + ofCapability.flatMap { key, values in
        values.map { value in
          let name = key == "name" ? "" : "\"name\": \"text.echo\", "
          return ("capability \(key): \(value)", ManifestText.with("capabilities", "[{ \(name)\"\(key)\": \(value) }]"))
        }
      }
  }

  // MARK: - Plain C libraries

  private static let ofParameter = [
    "5", "{ \"type\": \"f64\" }", "{ \"name\": \"x\" }", "{ \"name\": 5, \"type\": \"f64\" }",
    "{ \"name\": \"a b\", \"type\": \"f64\" }", "{ \"name\": \"x\", \"type\": \"int\" }",
    "{ \"name\": \"x\", \"type\": \"f46\" }", "{ \"name\": \"x\", \"type\": \"callback\" }",
    "{ \"name\": \"x\", \"type\": 5 }", "{ \"name\": \"x\", \"type\": \"wholly\" }",
    "{ \"name\": \"x\", \"type\": \"f64\" }, { \"name\": \"x\", \"type\": \"f64\" }",
    "{ \"name\": \"x\", \"type\": \"bytes\" }", "{ \"name\": \"x\", \"type\": \"bytes\", \"direction\": \"out\" }",
    "{ \"name\": \"x\", \"type\": \"bytes\", \"direction\": \"out\", \"free\": \"free\" }",
    "{ \"name\": \"x\", \"type\": \"string\", \"direction\": \"out\", \"capacity\": \"y\" }",
    "{ \"name\": \"x\", \"type\": \"string\", \"direction\": \"out\", \"capacity\": {} }",
    "{ \"name\": \"x\", \"type\": \"string\", \"direction\": \"out\", \"capacity\": -1 }",
    "{ \"name\": \"x\", \"type\": \"string\", \"direction\": \"in-out\", \"free\": \"f\" }",
    "{ \"name\": \"n\", \"type\": \"i32\", \"lengthOf\": \"y\" }",
    "{ \"name\": \"n\", \"type\": \"f32\", \"lengthOf\": 5 }",
    "{ \"name\": \"x\", \"type\": \"pointer\" }", "{ \"name\": \"x\", \"type\": \"f64[3]\" }",
    "{ \"name\": \"x\", \"type\": \"f64\", \"nullable\": true }",
    "{ \"name\": \"x\", \"type\": \"f64\", \"nullable\": 1 }",
    "{ \"name\": \"x\", \"type\": \"string\", \"pointer\": true }",
    "{ \"name\": \"x\", \"type\": \"f64\", \"value\": 1, \"default\": 2 }",
    "{ \"name\": \"x\", \"type\": \"f64\", \"direction\": \"out\", \"default\": 2 }",
    "{ \"name\": \"x\", \"type\": \"string\", \"passed\": false }",
    "{ \"name\": \"x\", \"type\": \"f64\", \"capacity\": 5 }",
    "{ \"name\": \"x\", \"type\": \"string\", \"capacity\": 5 }",
    "{ \"name\": \"x\", \"type\": \"f64\", \"consumes\": true }",
    "{ \"name\": \"x\", \"type\": \"f64\", \"within\": \"y\" }",
    "{ \"name\": \"x\", \"type\": \"string\", \"raw\": true }",
    "{ \"name\": \"x\", \"type\": \"string\", \"free\": \"free()\" }",
    "{ \"name\": \"x\", \"type\": \"f64\", \"direction\": \"sideways\" }",
    "{ \"name\": \"h\", \"type\": \"h\", \"value\": 5 }",
    "{ \"name\": \"h\", \"type\": \"h\", \"direction\": \"in-out\" }",
    "{ \"name\": \"h\", \"type\": \"h\", \"direction\": \"out\", \"consumes\": true }",
    "{ \"name\": \"h\", \"type\": \"h\", \"direction\": \"out\", \"within\": \"x\" }",
  ]

  private static let ofFunction = [
    "\"returns\": \"bytes\"", "\"returns\": \"i33\"", "\"returns\": 5", "\"returns\": \"f64[3]\"",
    "\"returns\": { \"type\": \"i32\", \"pointer\": true }", "\"returns\": { \"type\": \"i32\", \"lengthOf\": \"x\" }",
    "\"returns\": { \"type\": \"i32\", \"success\": {} }", "\"returns\": { \"type\": \"i32\", \"success\": 5 }",
    "\"returns\": { \"type\": \"i32\", \"success\": { \"equals\": \"a\" } }",
    "\"returns\": { \"type\": \"bool\", \"success\": { \"equals\": 1 } }",
    "\"returns\": { \"type\": \"e\", \"success\": { \"equals\": \"fas\" } }",
    "\"returns\": { \"type\": \"f64\", \"success\": { \"equals\": 1 } }",
    "\"returns\": { \"type\": \"i32\", \"success\": { \"notNull\": true } }",
    "\"returns\": { \"type\": \"i32\", \"error\": {} }",
    "\"returns\": { \"type\": \"i32\", \"error\": { \"symbol\": \"e\" } }",
    "\"returns\": { \"type\": \"i32\", \"error\": { \"symbol\": \"e\", \"argument\": \"x\" } }",
    "\"returns\": { \"type\": \"i32\", \"error\": { \"parameter\": \"x\" } }",
    "\"returns\": { \"type\": \"i32\", \"error\": { \"symbol\": \"e\", \"errno\": true } }", "\"variadicFrom\": 0",
    "\"returs\": \"i32\"", "\"idempotent\": 1", "\"input\": 5",
  ]

  private static let ofRoot = [
    ("functions", "{}"), ("functions", "[]"), ("functions", "[5]"), ("functions", "[{ \"symbol\": \"s\" }]"),
    ("functions", "[{ \"capability\": \"a.b\" }]"), ("functions", "[{ \"capability\": \"A\", \"symbol\": \"s\" }]"),
    ("functions", "[{ \"capability\": \"a.b\", \"symbol\": \"1s\" }]"),
    ("functions", "[{ \"capability\": \"a\", \"symbol\": \"s\" }, { \"capability\": \"a\", \"symbol\": \"s\" }]"),
    ("structs", "[]"), ("structs", "{ \"i32\": { \"fields\": [] } }"), ("structs", "{ \"a\": {} }"),
    ("structs", "{ \"a\": 5 }"),
    ("structs", "{ \"h\": { \"fields\": [{ \"name\": \"x\", \"type\": \"i8\" }] } }"),
    ("structs", "{ \"a\": { \"fields\": [{ \"name\": \"x\", \"type\": \"bytes\" }] } }"),
    ("structs", "{ \"a\": { \"fields\": [{ \"name\": \"a\", \"type\": \"a\" }] } }"),
    (
      "structs",
      "{ \"a\": { \"fields\": [{ \"name\": \"x\", \"type\": \"i8\" }, { \"name\": \"x\", \"type\": \"i8\" }] } }"
    ),
    ("enums", "5"), ("enums", "{ \"d\": {} }"), ("enums", "{ \"d\": { \"type\": \"f64\", \"values\": { \"a\": 1 } } }"),
    ("enums", "{ \"d\": { \"type\": \"i8\", \"values\": { \"a\": 128 } } }"),
    ("enums", "{ \"d\": { \"values\": {} } }"),
    ("enums", "{ \"\": { \"values\": { \"a\": 1 } } }"), ("handles", "{ \"g\": { \"prepare\": 5 } }"),
    ("handles", "{ \"g\": { \"prepare\": [{}] } }"), ("handles", "{ \"g\": { \"destroy\": \"a b\" } }"),
    ("handles", "{ \"g\": { \"prepare\": [{ \"symbol\": \"s\", \"arguments\": [\"a\"] }] } }"),
    ("handles", "{ \"g\": { \"threadSafe\": \"yes\" } }"), ("initializer", "5"), ("initializer", "{}"),
    ("initializer", "{ \"symbol\": \"s\", \"parameters\": [{ \"name\": \"x\", \"type\": \"f64\" }] }"),
    ("capabilities", "[{ \"name\": \"a.c\" }]"), ("library", "\"/usr/lib/libm.so.6\""), ("library", "\"../libx.so\""),
    ("library", "{ \"linux-x86_64\": { \"path\": \"libm.so.6\", \"sha256\": \"\" } }"),
  ]

  private static var foreign: [(way: String, text: [UInt8])] {
    func text(_ changes: [String: String]) -> [UInt8] {
      var members = [
        "kind": "\"ffi\"", "library": "\"libm.so.6\"", "functions": "[{ \"capability\": \"a.b\", \"symbol\": \"s\" }]",
        "enums": "{ \"e\": { \"values\": { \"fast\": 1 } } }", "handles": "{ \"h\": {} }",
      ]
      members.merge(changes) { _, new in new }
      return ManifestText.with(members, without: ["capabilities"].filter { changes[$0] == nil })
    }
    func function(_ members: String) -> [UInt8] {
      text(["functions": "[{ \"capability\": \"a.b\", \"symbol\": \"s\", \(members) }]"])
    }
    return ofParameter.map { ("parameter \($0)", function("\"parameters\": [\($0)]")) }
      + ofFunction.map { ("function \($0)", function($0)) }
      + ofRoot.map { ("ffi \($0): \($1)", text([$0: $1])) }
  }
}
