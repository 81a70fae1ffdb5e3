internal import RoundhouseModel

// What there is to work with, each a JSON text.
extension EnhancedWorkflowState {
  /// What an agent is sent that writes or finalises.
  var material: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("query", query)
    json.member("retrieved", raw: retrieved)
    json.member("parallel_results", raw: parallelText)
    json.member("draft", raw: draft)
    json.member("human_feedback", humanFeedback)
    json.endObject()
    return json.bytes
  }

  /// The most that there is so far: the draft, else what others said, else what was found.
  var best: [UInt8] {
    if draft != StepOutcome.null { return draft }
    return parallelResults.isEmpty ? retrieved : parallelText
  }

  /// `{agent: result}`
  var parallelText: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    for (agent, result) in parallelResults { json.member(agent, raw: result) }
    json.endObject()
    return json.bytes
  }

  /// What an agent is sent that brings in what a reviewer wants.
  func revision(_ feedback: HumanFeedback) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("draft", raw: best)
    json.member("comments", feedback.comments)
    if !feedback.suggestedChanges.isEmpty { json.member("changes", raw: feedback.suggestedChanges) }
    json.endObject()
    return json.bytes
  }
}
