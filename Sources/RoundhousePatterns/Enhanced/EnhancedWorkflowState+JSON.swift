package import RoundhouseModel

extension EnhancedWorkflowState: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("thread_id", threadID)
    json.member("user_id", userID)
    json.member("query", query)
    json.member("event", event)
    json.member("stage", stage.rawValue)
    json.member("stage_history", stageHistory)
    json.member("errors", errors)
    json.member("human_feedback", humanFeedback)
    if let reviewID { json.member("review_id", reviewID) }
    if let routingConfidence { json.member("routing_confidence", routingConfidence) }
    json.member("routing_history", routingHistory)
    json.member("parallel_results", raw: parallelText)
    json.key("node_execution_times")
    json.beginObject()
    for (node, seconds) in nodeExecutionTimes { json.member(node, seconds) }
    json.endObject()
    json.member("total_execution_time", totalExecutionTime)
    json.key("checkpoints")
    json.beginObject()
    for (node, checkpoint) in checkpoints { json.member(node, checkpoint) }
    json.endObject()
    json.member("facts", facts)
    json.member("retrieved", raw: retrieved)
    json.member("draft", raw: draft)
    json.member("output", raw: output)
    for (key, value) in others { json.member(key, raw: value) }
    json.endObject()
  }

  private static let members: Set<String> = [
    "thread_id", "user_id", "query", "event", "stage", "stage_history", "errors", "human_feedback", "review_id",
    "routing_confidence", "routing_history", "parallel_results", "node_execution_times", "total_execution_time",
    "checkpoints", "facts", "retrieved", "draft", "output",
  ]

  /// Reads a state: one that another run has left, the basic one with `thread_id`, `user_id`, `query` and `event`, or a
  /// question alone, as a text or as `query` or `message`. What is missing is as in the beginning.
  /// - Parameters:
  ///   - text: a JSON text.
  ///   - thread: what it is called if it does not say.
  /// - Throws: `badRequest` if it is neither, or a name or the query is no text.
  package init(parsing text: [UInt8], thread: String) throws(RoundhouseError) {
    let root: JSONNode
    do throws(JSONError) { root = try JSONDocument(parsing: text).root } catch { throw RoundhouseError(error) }
    guard root.kind == .object || root.kind == .string || root.isNull else {
      throw RoundhouseError(
        .badRequest, "the input is \(root.kind), no state of a workflow",
        remedy: "send {\"thread_id\": …, \"user_id\": …, \"query\": …}, or the query alone as a string")
    }
    func string(_ keys: String..., otherwise: String) throws(RoundhouseError) -> String {
      for key in keys {
        guard let node = root[key], !node.isNull else { continue }
        guard let text = node.string else {
          throw RoundhouseError(.badRequest, "\(key) is no string", remedy: "write it in quotes")
        }
        return text
      }
      return otherwise
    }
    let user = try string("user_id", otherwise: "anonymous")
    self.init(
      threadID: try string("thread_id", otherwise: thread), userID: user,
      query: try string("query", "message", otherwise: root.string ?? ""), event: AuditEvent(root["event"], actor: user)
    )
    readHistory(root)
    others = root.keyedMembers.filter { !Self.members.contains($0.name) }.map { ($0.name, Array($0.value.raw)) }
  }

  /// What earlier runs of the thread have left. The stage and what was made of the last question begin anew.
  private mutating func readHistory(_ root: JSONNode) {
    stageHistory = root["stage_history"]?.elements.compactMap { StageRecord($0) } ?? []
    errors = root["errors"]?.elements.compactMap { ErrorContext($0) } ?? []
    humanFeedback = root["human_feedback"]?.elements.compactMap { HumanFeedback($0) } ?? []
    routingHistory = root["routing_history"]?.elements.compactMap { RoutingDecision($0) } ?? []
    facts = root["facts"]?.elements.compactMap { Fact($0) } ?? []
  }
}
