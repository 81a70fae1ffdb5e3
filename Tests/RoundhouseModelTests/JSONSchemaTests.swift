import Foundation
import RoundhouseModel
import Testing

/// Schemas: what they let through, what they say, and which of them are refused.
struct JSONSchemaTests {
  @Test(
    "Each rule has its own sentence",
    arguments: [
      ("{\"type\":\"string\"}", "1", ": expected a string, found the number 1"),
      ("{\"type\":[\"string\",\"null\"]}", "[]", ": expected null or a string, found an empty array"),
      ("{\"type\":\"integer\"}", "1.5", ": expected an integer, found the number 1.5"),
      ("{\"enum\":[\"a\",2]}", "\"b\"", ": expected one of \"a\", 2, found \"b\""),
      ("{\"const\":{\"a\":1}}", "{}", ": expected {\"a\":1}, found an empty object"),
      ("{\"minimum\":1}", "0.5", ": expected at least 1, found the number 0.5"),
      ("{\"exclusiveMinimum\":1}", "1", ": expected more than 1, found the number 1"),
      ("{\"maximum\":1}", "1.5", ": expected at most 1, found the number 1.5"),
      ("{\"exclusiveMaximum\":1}", "1.0", ": expected less than 1, found the number 1.0"),
      ("{\"multipleOf\":0.01}", "1.005", ": expected a multiple of 0.01, found the number 1.005"),
      ("{\"minLength\":2}", "\"é\"", ": expected at least 2 characters, found 1"),
      ("{\"maxLength\":1}", "\"ab\"", ": expected at most 1 character, found 2"),
      ("{\"minItems\":1}", "[]", ": expected at least 1 element, found 0"),
      ("{\"maxProperties\":0}", "{\"a\":1}", ": expected at most 0 members, found 1"),
      ("{\"uniqueItems\":true}", "[1,2,1.0]", "/2: stands here twice, and each element must be different"),
      ("{\"required\":[\"a\"]}", "{}", ": the key \"a\" is missing"),
      ("{\"properties\":{\"a\":{\"type\":\"null\"}}}", "{\"a\":1}", "/a: expected null, found the number 1"),
      (
        "{\"properties\":{\"amount\":{}},\"additionalProperties\":false}", "{\"amuont\":1}",
        "/amuont: unknown key; did you mean \"amount\"?"
      ),
      ("{\"additionalProperties\":{\"type\":\"null\"}}", "{\"x/y\":1}", "/x~1y: expected null, found the number 1"),
      ("{\"items\":{\"type\":\"null\"}}", "[null,[1]]", "/1: expected null, found an array of 1"),
      ("{\"prefixItems\":[{}],\"items\":false}", "[1,2]", "/1: nothing is allowed here"),
      ("{\"not\":{\"type\":\"null\"}}", "null", ": null is excluded here"),
      (
        "{\"anyOf\":[{\"type\":\"null\"},{\"minimum\":5}]}", "3",
        ": matches none of 2 alternatives: expected null, found the number 3; or expected at least 5, found the number 3"
      ),
      ("{\"oneOf\":[{},{\"type\":\"null\"}]}", "null", ": matches 2 alternatives, and must match exactly one"),
      ("{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":false}}", "1", ": nothing is allowed here"),
      ("false", "1", ": nothing is allowed here"),
    ])
  func explains(_ schema: String, _ value: String, _ message: String) throws {
    let violations = try JSONSchema(parsing: Array(schema.utf8)).validate(json(value))
    #expect(violations.map { "\($0.pointer): \($0.message)" } == [message])
  }

  @Test(
    "Schemas outside the subset are refused, with their place",
    arguments: [
      ("{", "1:2: not JSON: the text ends too early, expected a key in quotes"),
      ("1", "1:1: expected a schema (an object, true or false), found a number"),
      (
        "{\"pattern\":\"a*\"}",
        "1:2: pattern: the keyword \"pattern\" is not among those that Roundhouse checks"
      ),
      (
        "{\"items\":{\"if\":{}}}",
        "1:11: items.if: the keyword \"if\" is not among those that Roundhouse checks"
      ),
      ("{\"typ\":\"string\"}", "1:2: typ: expected a known keyword, found \"typ\""),
      ("{\"zzzzzz\":1}", "1:2: zzzzzz: expected a known keyword, found \"zzzzzz\""),
      ("{\"type\":[]}", "1:9: type: expected at least one type, found none"),
      (
        "{\"type\":1}",
        "1:9: type: expected one of \"null\", \"boolean\", \"number\", \"integer\", \"string\", \"array\", "
          + "\"object\", found the number 1"
      ),
      ("{\"enum\":[]}", "1:9: enum: expected an array of at least one value, found an empty array"),
      ("{\"minimum\":\"1\"}", "1:12: minimum: expected a number, found a string"),
      ("{\"multipleOf\":0}", "1:15: multipleOf: expected a number above 0 of at most 18 digits"),
      ("{\"multipleOf\":-1}", "1:15: multipleOf: expected a number above 0 of at most 18 digits"),
      ("{\"minLength\":-1}", "1:14: minLength: expected a whole number that is not negative, found the number -1"),
      ("{\"minLength\":1.5}", "1:14: minLength: expected a whole number that is not negative, found the number 1.5"),
      ("{\"required\":\"a\"}", "1:13: required: expected an array of strings, found a string"),
      ("{\"required\":[1]}", "1:14: required[0]: expected a string, found a number"),
      ("{\"properties\":[]}", "1:15: properties: expected an object, found an array"),
      ("{\"items\":[{}]}", "1:10: items: expected a schema (an object, true or false), found an array"),
      ("{\"allOf\":[]}", "1:10: allOf: expected an array of at least one schema, found an empty array"),
      ("{\"uniqueItems\":1}", "1:16: uniqueItems: expected true or false, found a number"),
      ("{\"$ref\":\"x.json\"}", "1:9: $ref: a reference must stay within the schema: it begins with \"#\""),
      ("{\"$ref\":\"#/a\"}", "1:9: $ref: there is nothing at \"#/a\""),
      ("{\"$ref\":\"#anchor\"}", "1:9: $ref: there is nothing at \"#anchor\""),
      (
        "{\"$defs\":{\"a\":{\"type\":\"x\"}}}",
        "1:23: $defs.a.type: expected one of \"null\", \"boolean\", \"number\", "
          + "\"integer\", \"string\", \"array\", \"object\", found \"x\""
      ),
      (
        "{\"type\":\"null\",\"type\":\"null\"}",
        "1:16: type: expected each key once, found this one for the second time"
      ),
    ])
  func refuses(_ schema: String, _ message: String) {
    let error = #expect(throws: JSONSchemaError.self) { try JSONSchema(parsing: Array(schema.utf8)) }
    #expect(error?.description == message)
  }

  @Test("The verdicts of PyPI's jsonschema are ours")
  func agreesWithRecordedVerdicts() throws {
    let cases = try JSONDocument(parsing: Fixture.bytes("Fixtures/JSONSchema/cases.json")).root
    var count = 0
    for one in cases.elements {
      let node = try #require(one["schema"])
      let schema = try JSONSchema(parsing: Array(node.raw))
      for (value, valid) in zip(try #require(one["values"]).elements, try #require(one["valid"]).elements) {
        let violations = schema.validate(value)
        let shown = "\(String(decoding: node.raw, as: UTF8.self)) \(String(decoding: value.raw, as: UTF8.self))"
        #expect(violations.isEmpty == valid.bool, "\(shown) \(violations)")
        count += 1
      }
    }
    #expect(count == 2_000)
  }

  private static let suite =
    ProcessInfo.processInfo.environment["JSON_SCHEMA_TEST_SUITE"] ?? "/usr/share/json-schema-test-suite"

  @Test(
    "Debian's json-schema-test-suite agrees, wherever a schema of draft 7 lies in the subset",
    .enabled(if: FileManager.default.fileExists(atPath: suite), "needs the package json-schema-test-suite"))
  func agreesWithSuite() throws {
    let folder = URL(filePath: Self.suite).appending(path: "tests/draft7")
    var count = 0
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "json" {
      for group in try JSONDocument(parsing: [UInt8](Data(contentsOf: file))).root.elements {
        let title = group["description"]?.string ?? ""
        // Since draft 2019-09 what stands beside $ref counts.
        guard !title.contains("ref overrides"), !title.contains("sibling"), let node = group["schema"],
          let schema = try? JSONSchema(parsing: Array(node.raw))
        else { continue }
        for test in group["tests"].map({ Array($0.elements) }) ?? [] {
          let violations = schema.validate(try #require(test["data"]))
          #expect(violations.isEmpty == test["valid"]?.bool, "\(file.lastPathComponent): \(title): \(violations)")
          count += 1
        }
      }
    }
    #expect(count > 200)
  }

  @Test("Numbers are compared without rounding")
  func comparesExactly() throws {
    let schema = try JSONSchema(
      parsing: Array("{\"maximum\":9007199254740992,\"multipleOf\":0.1,\"exclusiveMinimum\":-1e400}".utf8))
    #expect(try schema.validate(json("9007199254740993")).count == 1)
    #expect(try schema.validate(json("0.3")).isEmpty)
    #expect(try schema.validate(json("0.30000000000000004")).count == 1)
    #expect(try schema.validate(json("-1e399")).isEmpty)
    #expect(try schema.validate(json("-1e401")).count == 1)
    #expect(try schema.validate(json("-1e99999999999")).count == 1)
  }

  @Test("Circles of references and huge amounts of work end, and are no success")
  func isBounded() throws {
    let circle = try JSONSchema(parsing: Array("{\"$ref\":\"#\"}".utf8))
    #expect(try circle.validate(json("1")).first?.message.contains("too deep") == true)
    let negated = try JSONSchema(parsing: Array("{\"not\":{\"$ref\":\"#\"}}".utf8))
    #expect(try !negated.validate(json("1")).isEmpty)
    let doubling = (0..<40).map {
      "\"d\($0)\":{\"allOf\":[{\"$ref\":\"#/$defs/d\($0 + 1)\"},{\"$ref\":\"#/$defs/d\($0 + 1)\"}]}"
    }
    let text = "{\"$ref\":\"#/$defs/d0\",\"$defs\":{\(doubling.joined(separator: ",")),\"d40\":{\"type\":\"string\"}}}"
    let bomb = try JSONSchema(parsing: Array(text.replacing("\"string\"", with: "\"number\"").utf8))
    #expect(try bomb.validate(json("1")).first?.message.contains("too many steps") == true)
    let wide = try JSONSchema(
      parsing: Array("{\"items\":{\"anyOf\":[{\"type\":\"null\"},{\"type\":\"string\"}]}}".utf8))
    let many = "[" + Array(repeating: "1", count: 100_000).joined(separator: ",") + "]"
    #expect(try wide.validate(json(many)).count == 32)
  }

  @Test("A schema inside a larger text refers to itself, and pointers begin at the value that is checked")
  func standsInside() throws {
    let root = try json(
      """
      {"schema": {"$defs": {"n": {"type": "number"}}, "properties": {"x": {"$ref": "#/$defs/n"}}}, "value": {"x": ""}}
      """)
    let schema = try JSONSchema(#require(root["schema"]))
    #expect(schema.validate(try #require(root["value"])).map(\.description) == ["/x: expected a number, found \"\""])
  }

  @Test("A payload that fails becomes one error")
  func becomesError() {
    let violations = [SchemaViolation(pointer: "/a", message: "wrong"), SchemaViolation(pointer: "", message: "worse")]
    let error = RoundhouseError(violations, capability: "text.echo")
    #expect(error.code == .schemaFailed && error.capability == "text.echo")
    #expect(error.message == "the payload does not satisfy the schema: /a: wrong (and 1 more)")
  }
}
