package import RoundhouseExpressions
internal import RoundhouseModel
package import RoundhouseRuns

/// What a node, its updates and its edges may look at. Conditions and mappings see it as one JSON document:
///
/// ```
/// { "input": …, "state": {…}, "previous": …, "output": …, "node": "book", "visit": 1, "error": null }
/// ```
package struct GraphView: MappingSource {
  /// The graph's input, a JSON text.
  package let input: [UInt8]
  package internal(set) var state: GraphState
  /// What the node before has answered, a JSON text; of several whose ways meet here, their answers by id. The graph's
  /// input at the start.
  package internal(set) var previous: [UInt8]
  /// What this node has answered, a JSON text; null while it is asked.
  package internal(set) var output = StepOutcome.null
  package internal(set) var node = ""
  /// How often it was visited, this time included.
  package internal(set) var visit = 0
  /// Why the node before has failed, if the way came here because of that.
  package internal(set) var failure: StepFailure?

  static let members = ["input", "state", "previous", "output", "node", "visit", "error"]

  init(input: [UInt8], state: GraphState) {
    self.input = input
    self.state = state
    previous = input
  }

  /// What a node is sent that says nothing of it.
  var usualInput: [UInt8] { state.isEmpty ? previous : gathered }

  var gathered: [UInt8] { state.text }

  package var document: ExpressionInput {
    var json = JSONWriter()
    json.beginObject()
    json.member("input", raw: input)
    json.member("state", raw: state.text)
    json.member("previous", raw: previous)
    json.member("output", raw: output)
    json.member("node", node)
    json.member("visit", visit)
    if let failure { json.member("error", failure: failure) }
    json.endObject()
    return .text(json.bytes)
  }
}

extension JSONWriter {
  /// `{"code", "agentCode", "message"}`
  mutating func member(_ key: String, failure: StepFailure) {
    self.key(key)
    beginObject()
    member("code", failure.error.code.rawValue)
    if !failure.error.agentCode.isEmpty { member("agentCode", failure.error.agentCode) }
    member("message", failure.error.message)
    endObject()
  }
}
