/// A JSON Schema that has been checked and prepared: a named subset of draft 2020-12, total on any value.
///
/// Checked: `type enum const`, `minimum maximum exclusiveMinimum exclusiveMaximum multipleOf`, `minLength maxLength`
/// (in Unicode scalars), `items prefixItems minItems maxItems uniqueItems`,
/// `properties required additionalProperties minProperties maxProperties`, `allOf anyOf oneOf not`,
/// `$ref` to a place in the same schema (`#`, `#/$defs/…`). Read and not checked: `$schema $id $defs $comment title
/// description default examples deprecated readOnly writeOnly format contentEncoding contentMediaType`, and `x-…`.
/// Every other keyword is refused at load, `pattern` and `patternProperties` among them: a check that is silently
/// left out is worse than none, and no pattern of a stranger shall cost more than a look.
package struct JSONSchema: Sendable {
  private let subschemas: [Subschema]

  package init(parsing bytes: [UInt8]) throws(JSONSchemaError) {
    let document: JSONDocument
    do {
      document = try JSONDocument(parsing: bytes)
    } catch {
      throw JSONSchemaError(
        line: error.line, column: error.column, path: "", message: "not JSON: \(error.message)",
        remedy: error.remedy)
    }
    try self.init(document.root)
  }

  /// Takes a schema out of a larger text; `$ref` is relative to this value.
  package init(_ root: JSONNode) throws(JSONSchemaError) {
    var compiler = SchemaCompiler(root: root)
    subschemas = try compiler.compile()
  }

  /// Lists where a value does not satisfy the schema: at most 32 places, none if it does.
  package func validate(_ value: JSONNode) -> [SchemaViolation] {
    var check = SchemaCheck(subschemas: subschemas, base: value)
    return check.run()
  }
}
