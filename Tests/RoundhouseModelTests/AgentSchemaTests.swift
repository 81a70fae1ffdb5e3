import Foundation
import RoundhouseModel
import Testing

/// The published schema of `agent.json` and the reader say the same.
struct AgentSchemaTests {
  /// Who refuses a manifest.
  enum Verdict {
    case accepted
    /// The schema, by its structure, and the reader.
    case byStructure
    /// The schema, by a pattern (which editors check and Roundhouse's own validator does not), and the reader.
    case byPattern
    /// Only the reader: rules that relate two places, bounds of quantities, and what a schema cannot see.
    case byReader
  }

  @Test("What the reader accepts the schema accepts, and what the schema refuses the reader refuses", arguments: cases)
  func agrees(_ key: String, _ value: String?, _ verdict: Verdict) throws {
    let text = ManifestText.with(key, value)
    #expect(isRead(text) == (verdict == .accepted))
    let violations = try Self.withoutPatterns().validate(Self.stripped(text))
    #expect(violations.isEmpty == (verdict != .byStructure), "\(violations)")
  }

  @Test("A manifest with every key satisfies the schema")
  func acceptsEveryKey() throws {
    #expect(try Self.withoutPatterns().validate(Self.stripped(Array(ManifestText.full.utf8))).isEmpty)
  }

  @Test("The manifests that ship are read and satisfy the schema")
  func acceptsShipped() throws {
    let schema = try Self.withoutPatterns()
    for path in try Self.shipped() {
      let bytes = [UInt8](try Data(contentsOf: path))
      #expect(throws: Never.self, "\(path.path())") { try ManifestReader.read(bytes, path: path.path()) }
      #expect(try schema.validate(Self.stripped(bytes)).isEmpty, "\(path.path())")
    }
  }

  @Test("The schema tells the reader's defaults")
  func tellsDefaults() throws {
    let schema = try JSONDocument(parsing: Self.text()).root
    let manifest = try ManifestReader.read(ManifestText.with([:]), path: "")
    func stated(_ pointer: String) -> JSONNode? { schema.at(pointer: "/properties\(pointer)/default") }
    #expect(stated("/priority")?.int == Int64(manifest.priority))
    #expect(stated("/weight")?.int == Int64(manifest.weight))
    #expect(stated("/instances")?.int == Int64(manifest.instances))
    #expect(stated("/concurrency")?.int == Int64(manifest.concurrency.limit))
    #expect(stated("/blocking")?.bool == manifest.isBlocking)
    #expect(stated("/tier")?.string == manifest.tier.rawValue)
    #expect(stated("/kind")?.string == manifest.kind.rawValue)
    #expect(stated("/startTimeout")?.string.flatMap(DurationText.parse) == manifest.startTimeout)
    #expect(stated("/health/properties/interval")?.string.flatMap(DurationText.parse) == manifest.health.interval)
    #expect(stated("/health/properties/timeout")?.string.flatMap(DurationText.parse) == manifest.health.timeout)
    #expect(stated("/breaker/properties/openTime")?.string.flatMap(DurationText.parse) == manifest.breaker.openTime)
    #expect(
      stated("/breaker/properties/maximumOpenTime")?.string.flatMap(DurationText.parse)
        == manifest.breaker.maximumOpenTime)
    #expect(stated("/limits/properties/queue")?.int == Int64(manifest.limits.queue))
    #expect(stated("/limits/properties/state")?.string.flatMap(ByteSizeText.parse) == manifest.limits.state)
    #expect(stated("/limits/properties/reply")?.string.flatMap(ByteSizeText.parse) == manifest.limits.reply)
  }

  @Test("The schema tells the bounds of a priority and of a weight that hold everywhere")
  func tellsBounds() throws {
    let schema = try JSONDocument(parsing: Self.text()).root
    for (key, bounds) in [("priority", AgentSettings.priorities), ("weight", AgentSettings.weights)] {
      #expect(schema.at(pointer: "/properties/\(key)/minimum")?.int == Int64(bounds.lowerBound))
      #expect(schema.at(pointer: "/properties/\(key)/maximum")?.int == Int64(bounds.upperBound))
    }
  }

  private static let hasValidator = (try? Fixture.run("python3", ["-c", "import jsonschema"])) != nil

  @Test(
    "PyPI's jsonschema, with all patterns, says the same of every case and of the manifests that ship",
    .enabled(if: hasValidator, "needs python3 with jsonschema"))
  func agreesWithOtherValidator() throws {
    let shipped = try Self.shipped().map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    let accepted = Self.cases.filter { $0.2 == .accepted || $0.2 == .byReader }.map(Self.text) + shipped
    let refused = Self.cases.filter { $0.2 == .byStructure || $0.2 == .byPattern }.map(Self.text)
    let script = """
      import json, sys, jsonschema
      schema, accepted, refused = json.load(sys.stdin)
      jsonschema.Draft202012Validator.check_schema(schema)
      check = jsonschema.Draft202012Validator(schema)
      for wanted, texts in ((True, accepted), (False, refused)):
          for text in texts:
              if check.is_valid(json.loads(text)) != wanted: print(wanted, text)
      """
    // All manifests together are longer than a command line may be.
    let cases = try "[\(String(decoding: Self.text(), as: UTF8.self)), \(list(accepted)), \(list(refused))]"
    let output = try Fixture.run("python3", ["-c", script], input: Array(cases.utf8))
    #expect(String(decoding: output, as: UTF8.self) == "")
  }

  private static let cases: [(String, String?, Verdict)] = [
    ("x-own", "{}", .accepted),
    ("$schema", "\"../agent.schema.json\"", .accepted),
    ("library", "{ \"linux-x86_64\": \"a.so\", \"linux-aarch64\": { \"path\": \"b.so\" } }", .accepted),
    ("concurrency", "\"serial\"", .accepted),
    ("priority", "0", .accepted),
    ("weight", "1000.0", .accepted),
    ("limits", "{ \"memory\": 1048576, \"reply\": \"1.5MiB\", \"x-why\": \"\" }", .accepted),
    ("permissions", "{ \"call\": [\"*\", \"a.*\"], \"connect\": [1, 65535] }", .accepted),
    ("capabilities", "[{ \"name\": \"a\", \"input\": {}, \"timeout\": \"1.5h\" }]", .accepted),
    ("selfTest", "[{ \"capability\": \"text.echo\", \"input\": 5 }]", .accepted),
    ("manifestVersion", nil, .byStructure),
    ("id", nil, .byStructure),
    ("version", nil, .byStructure),
    ("library", nil, .byStructure),
    ("capabilities", nil, .byStructure),
    ("manifestVersion", "2", .byStructure),
    ("manifestVersion", "\"1\"", .byStructure),
    ("id", "\"Acme\"", .byPattern),
    ("id", "\"a..b\"", .byPattern),
    ("id", "\"\(String(repeating: "a", count: 129))\"", .byStructure),
    ("id", "null", .byStructure),
    ("version", "\"1.0\"", .byStructure),
    ("version", "\"01.0.0\"", .byPattern),
    ("version", "\"v1.0.0\"", .byPattern),
    ("name", "\"\(String(repeating: "é", count: 129))\"", .byStructure),
    ("name", "\"\\u0007\"", .byReader),
    ("url", "\"acme.example\"", .byPattern),
    ("kind", "\"other\"", .byStructure),
    ("workflow", "\"plan.json\"", .byStructure),
    ("library", "\"/a.so\"", .byPattern),
    ("library", "\"../a.so\"", .byReader),
    ("library", "[]", .byStructure),
    ("library", "{}", .byStructure),
    ("library", "{ \"linux\": \"a.so\" }", .byStructure),
    (
      "library", "{ \"linux-x86_64\": { \"path\": \"a.so\", \"sha256\": \"\(String(repeating: "X", count: 64))\" } }",
      .byPattern
    ),
    ("capabilities", "[]", .byStructure),
    ("capabilities", "[{}]", .byStructure),
    ("capabilities", "[{ \"name\": \"a\" }, { \"name\": \"a\" }]", .byReader),
    ("capabilities", "[{ \"name\": \"a\", \"version\": 0 }]", .byStructure),
    ("capabilities", "[{ \"name\": \"a\", \"input\": \"s.json\" }]", .byStructure),
    ("capabilities", "[{ \"name\": \"a\", \"input\": { \"type\": \"text\" } }]", .byReader),
    ("capabilities", "[{ \"name\": \"a\", \"timeout\": 30 }]", .byStructure),
    ("capabilities", "[{ \"name\": \"a\", \"timeout\": \"5 minutes\" }]", .byPattern),
    ("capabilities", "[{ \"name\": \"a\", \"timeout\": \"25h\" }]", .byReader),
    ("capabilities", "[{ \"name\": \"a\", \"tags\": [\"a\", \"a\"] }]", .byStructure),
    ("capabilities", "[{ \"name\": \"a\", \"strategy\": \"random\" }]", .byStructure),
    ("capabilities", "[{ \"name\": \"a\", \"tiemout\": \"5s\" }]", .byStructure),
    ("priority", "1001", .byStructure),
    ("priority", "1.5", .byStructure),
    ("concurrency", "0", .byStructure),
    ("concurrency", "\"all\"", .byStructure),
    ("blocking", "0", .byStructure),
    ("instances", "0", .byStructure),
    ("tier", "\"thread\"", .byStructure),
    ("startTimeout", "\"1h\"", .byReader),
    ("health", "{ \"failureThreshold\": 0 }", .byStructure),
    ("health", "[]", .byStructure),
    ("breaker", "{ \"openTime\": \"10s\", \"maximumOpenTime\": \"5s\" }", .byReader),
    ("limits", "{ \"memory\": \"64MB\" }", .byPattern),
    ("limits", "{ \"memory\": 1 }", .byReader),
    ("limits", "{ \"cpu\": 0 }", .byStructure),
    ("permissions", "{ \"connect\": [0] }", .byStructure),
    ("permissions", "{ \"call\": [\"*.a\"] }", .byPattern),
    ("permissions", "{ \"read\": [\"..\"] }", .byReader),
    ("permissions", "{ \"environment\": [\"A-B\"] }", .byPattern),
    ("config", "[]", .byStructure),
    ("configSchema", "true", .byStructure),
    ("endpoint", "{}", .byStructure),
    ("endpoint", "{ \"env\": \"A\", \"url\": \"\" }", .byStructure),
    ("selfTest", "[{}]", .byStructure),
    ("selfTest", "[{ \"capability\": \"other\" }]", .byReader),
    ("functions", "[{ \"capability\": \"a\", \"symbol\": \"a\" }]", .byStructure),
    ("unknown", "1", .byStructure),
  ]

  private static func text(_ one: (String, String?, Verdict)) -> String {
    String(decoding: ManifestText.with(one.0, one.1), as: UTF8.self)
  }

  private func list(_ texts: [String]) -> String {
    var writer = JSONWriter()
    writer.beginArray()
    for text in texts { writer.string(text) }
    writer.endArray()
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func isRead(_ text: [UInt8]) -> Bool {
    (try? ManifestReader.read(text, path: "", platform: .linuxX86)) != nil
  }

  private static func text() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: Fixture.root.appending(path: "sdk/schema/agent.schema.json")))
  }

  /// The published schema as our own validator can check it.
  private static func withoutPatterns() throws -> JSONSchema {
    try JSONSchema(stripped(text()))
  }

  /// A schema without patterns; a manifest without keys of its author's own, which only a pattern lets pass.
  private static func stripped(_ text: [UInt8]) throws -> JSONNode {
    var writer = JSONWriter()
    copy(try JSONDocument(parsing: text).root, isTable: false, &writer)
    return try JSONDocument(parsing: writer.bytes).root
  }

  /// - Parameter isTable: whether the keys are names of ours, not keywords.
  private static func copy(_ node: JSONNode, isTable: Bool, _ writer: inout JSONWriter) {
    switch node.kind {
    case .object:
      writer.beginObject()
      for member in node.members {
        let isPattern = member.key == "pattern" || member.key == "patternProperties" || member.key.hasPrefix("x-")
        if !isTable, isPattern { continue }
        writer.key(member.key)
        copy(member.value, isTable: !isTable && (member.key == "properties" || member.key == "$defs"), &writer)
      }
      writer.endObject()
    case .array:
      writer.beginArray()
      for element in node.elements { copy(element, isTable: false, &writer) }
      writer.endArray()
    default: writer.raw(node.raw)
    }
  }

  private static func shipped() throws -> [URL] {
    let plugins = Fixture.root.appending(path: "Plugins")
    let folders = (try? FileManager.default.contentsOfDirectory(at: plugins, includingPropertiesForKeys: nil)) ?? []
    return folders.map { $0.appending(path: "agent.json") }.filter {
      FileManager.default.fileExists(atPath: $0.path())
    }
  }
}
