import RoundhouseModel
import Testing

@testable import RoundhouseConformance

/// Payloads that are made up: the same for the same seed, and what a schema allows.
@Suite struct PayloadTests {
  private static let schemas = [
    #"{"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}"#,
    #"{"type": "array", "items": {"type": "integer", "minimum": 5, "maximum": 9}, "minItems": 2, "maxItems": 4}"#,
    #"{"type": "string", "minLength": 3, "maxLength": 3}"#,
    #"{"type": ["null", "boolean"]}"#,
    #"{"enum": ["a", 1, null]}"#,
    #"{"const": {"a": [1]}}"#,
    #"{"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string"}]}"#,
    ##"{"$ref": "#/$defs/tree", "$defs": {"tree": {"type": "object", "properties": {"next": {"$ref": "#/$defs/tree"}}}}}"##,
    #"{"type": "integer", "multipleOf": 3, "minimum": 0, "maximum": 30}"#,
    #"{"type": "object", "required": ["unnamed"]}"#,
    #"{"prefixItems": [{"type": "string"}, {"type": "boolean"}], "type": "array", "minItems": 2}"#,
  ]

  @Test(arguments: schemas) func `An example satisfies its schema`(_ text: String) throws {
    let schema = try JSONSchema(parsing: Array(text.utf8))
    var numbers = SeededNumbers(seed: 7, for: text)
    for _ in 0..<50 {
      let example = try #require(SchemaExample.value(of: Array(text.utf8), &numbers))
      #expect(
        schema.validate(try JSONDocument(parsing: example).root).isEmpty, "\(String(decoding: example, as: UTF8.self))")
    }
  }

  @Test func `No example is invented for what nothing satisfies, or what is no schema`() {
    var numbers = SeededNumbers(seed: 1, for: "none")
    #expect(SchemaExample.value(of: Array(#"{"not": {}}"#.utf8), &numbers) == nil)
    #expect(SchemaExample.value(of: Array("no schema".utf8), &numbers) == nil)
    #expect(SchemaExample.payload(for: Capability(name: "a.b"), &numbers) == Array("{}".utf8))
  }

  @Test func `The same seed gives the same payloads, another one others, each test its own`() {
    func payloads(_ seed: UInt64, _ purpose: String) -> [[UInt8]] {
      var numbers = SeededNumbers(seed: seed, for: purpose)
      return (0..<200).map { _ in PayloadDamage.damaged(Array(#"{"a": [1, "b"]}"#.utf8), &numbers) }
    }
    #expect(payloads(1, "fuzz") == payloads(1, "fuzz"))
    #expect(payloads(1, "fuzz") != payloads(2, "fuzz"))
    #expect(payloads(1, "fuzz") != payloads(1, "other"))
    let made = payloads(1, "fuzz")
    #expect(Set(made).count > 150)
    // Both parsers and what stands behind them are tried.
    let readable = made.filter { (try? JSONDocument(parsing: $0)) != nil }.count
    #expect(readable > 10 && readable < 150)
  }

  @Test func `An empty payload can be damaged too`() {
    var numbers = SeededNumbers(seed: 3, for: "empty")
    for _ in 0..<1_000 { _ = PayloadDamage.damaged([], &numbers) }
    #expect(PayloadDamage.extremes().contains { $0.bytes.isEmpty })
    #expect(PayloadDamage.extremes().contains { $0.bytes.count == 16 << 20 })
  }
}
