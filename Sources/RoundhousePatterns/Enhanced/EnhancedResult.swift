internal import RoundhouseModel
package import RoundhouseRuns

/// What an enhanced workflow came to: its state, and why it has failed if it has.
package struct EnhancedResult: Sendable {
  package let id: String
  package let state: EnhancedWorkflowState
  package let failure: StepFailure?

  package var success: Bool { failure == nil }

  /// `{"pattern": "enhanced", "id", "success", "approved", "duration", "output", "state", "error"}`: `approved` is there if
  /// a person was asked; what was refused has no output.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("pattern", EnhancedDocument.kind)
    json.member("id", id)
    json.member("success", success)
    if state.reviewID != nil, let feedback = state.humanFeedback.last { json.member("approved", feedback.approved) }
    json.member("duration", Int64((state.totalExecutionTime * 1000).rounded()))
    json.member("output", raw: state.output)
    json.member("state", state)
    if let failure { json.member("error", failure.error) }
    json.endObject()
    return json.bytes
  }
}
