internal import RoundhouseExpressions
package import RoundhouseModel
internal import RoundhouseRuns

/// What a step may look at before it begins. Conditions and mappings see it as one JSON document:
///
/// ```
/// { "input": …, "previous": …, "steps": { "book": { "state": "completed", "output": … } } }
/// ```
///
/// Only steps that are certain to have ended are there, so that it is the same in every life of the run: those it
/// depends on, near and far, and all before it where one runs at a time.
package struct StepContext: MappingSource {
  /// The input of all steps together, a JSON text.
  package let input: [UInt8]
  /// What is passed on to the step: where one runs at a time, the last output before it; else the output of its only
  /// dependency, or those of several by id. The input where there is nothing of that.
  package var previous: [UInt8]
  let steps: [(id: String, outcome: StepOutcome)]
  /// The steps that it names as its dependencies.
  let dependencies: [String]

  static let members = ["input", "previous", "steps"]

  /// What a step before this one came to; nil for one that is not certain to have ended.
  package func outcome(of id: String) -> StepOutcome? { steps.first { $0.id == id }?.outcome }

  /// The output of a step before this one; null for one that was skipped or has failed.
  package func output(of id: String) -> JSONNode? {
    outcome(of: id).flatMap { try? JSONDocument(parsing: $0.data).root }
  }

  /// Outputs of the dependencies by id.
  var gathered: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for id in dependencies { json.member(id, raw: outcome(of: id)?.data ?? StepOutcome.null) }
    json.endObject()
    return json.bytes
  }

  /// What is passed on where steps run beside one another.
  var passedOn: [UInt8] {
    switch dependencies.count {
    case 0: input
    case 1: outcome(of: dependencies[0])?.data ?? StepOutcome.null
    default: gathered
    }
  }

  var document: ExpressionInput {
    var json = JSONWriter()
    json.beginObject()
    json.member("input", raw: input)
    json.member("previous", raw: previous)
    json.key("steps")
    json.beginObject()
    for step in steps {
      json.key(step.id)
      json.beginObject()
      json.member("state", step.outcome.state.rawValue)
      json.member("output", raw: step.outcome.data)
      if let failure = step.outcome.failure {
        json.key("error")
        json.beginObject()
        json.member("code", failure.error.code.rawValue)
        json.member("agentCode", failure.error.agentCode)
        json.member("message", failure.error.message)
        json.endObject()
      }
      json.endObject()
    }
    json.endObject()
    json.endObject()
    return .text(json.bytes)
  }
}
