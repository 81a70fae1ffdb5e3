package import RoundhouseExpressions
internal import RoundhouseModel

/// How the input of a step is made.
///
/// In JSON an input is written as it is to be sent, and an object with the one member `$` stands for the value of the
/// expression in it: `{ "total": { "$": ".steps.book.output.total" } }`. A text that only begins with a mark would change
/// the meaning of texts that people send; an object with the one key `$` hardly is one. Who needs it writes
/// `{ "$": "{\"$\": 1}" }`.
package indirect enum InputMapping: Sendable {
  /// A JSON text.
  case fixed([UInt8])
  case expression(Expression)
  case array([InputMapping])
  case object([(key: String, value: InputMapping)])
  /// The input of all steps together.
  case given
  /// ``StepContext/previous``: what one task passes on to the next.
  case passedOn
  /// The outputs of the steps that it depends on, by id.
  case gathered

  /// - Throws: `badRequest` if an expression has no value.
  func text(_ context: some MappingSource) throws(RoundhouseError) -> [UInt8] {
    switch self {
    case .fixed(let text): return text
    case .given: return context.input
    case .passedOn: return context.previous
    case .gathered: return context.gathered
    case .expression, .array, .object:
      var json = JSONWriter()
      try write(to: &json, context.document, context)
      return json.bytes
    }
  }

  private func write(
    to json: inout JSONWriter, _ document: ExpressionInput, _ context: some MappingSource
  ) throws(RoundhouseError) {
    switch self {
    case .fixed, .given, .passedOn, .gathered: json.raw(try text(context))
    case .expression(let expression): json.raw(try Self.value(of: expression, document))
    case .array(let elements):
      json.beginArray()
      for element in elements { try element.write(to: &json, document, context) }
      json.endArray()
    case .object(let members):
      json.beginObject()
      for member in members {
        json.key(member.key)
        try member.value.write(to: &json, document, context)
      }
      json.endObject()
    }
  }

  private static func value(
    of expression: Expression, _ document: ExpressionInput
  ) throws(RoundhouseError) -> [UInt8] {
    do throws(ExpressionError) {
      if let value = try expression.evaluate(document) { return value.text }
    } catch {
      throw RoundhouseError(error)
    }
    throw RoundhouseError(
      .badRequest, "\(expression.source) has no result", remedy: "let it have one: \(expression.source) // null")
  }
}
