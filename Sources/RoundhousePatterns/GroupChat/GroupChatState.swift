internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhouseRuns

/// What rules may look at:
///
/// ```
/// { "last": { "name", "content", "confidence", "handoff" }, "round": 2, "count": 5, "topic": "…", "goals": […],
///   "participants": ["anna", …] }
/// ```
///
/// `last` is null before somebody has spoken.
struct GroupChatState {
  static let members = ["last", "round", "count", "topic", "goals", "participants"]

  private let input: ExpressionInput

  init(last: ChatMessage?, round: Int, count: Int, topic: String, goals: [String], participants: [String]) {
    var json = JSONWriter()
    json.beginObject()
    json.key("last")
    if let last { last.write(to: &json) } else { json.null() }
    json.member("round", round)
    json.member("count", count)
    json.member("topic", topic)
    json.member("goals", goals)
    json.member("participants", participants)
    json.endObject()
    input = .text(json.bytes)
  }

  /// - Throws: `.step` with `badRequest` if the expression fails.
  func holds(_ expression: Expression) throws(RunError) -> Bool {
    do throws(ExpressionError) { return try expression.holds(input) } catch {
      throw .step(StepFailure(key: expression.source, error: RoundhouseError(error)))
    }
  }
}
