package import RoundhouseModel
package import RoundhouseRuns

/// Routes with their confidences, of which the surest is taken: `"pattern": "route"`.
///
/// `id`; `options`: `[{"id", "confidence", "capability" | "action" | "agentId", "input", "retryPolicy", "timeout"}]`, the
/// confidence a number from 0 to 1, an expression over `.input`, or missing if `scoredBy` says it; `scoredBy`: a call that is
/// sent `{"input", "options": [ids]}` and answers `{id: confidence}` or `{"scores": {id: confidence}}`; `threshold`
/// (0.75); `below`: what is done under it, `"warn"`, `"default"` or `"review"`; `default`: an option; `review`: whom to ask
/// (``DocumentReader/review(_:)``); `onFailure`: `"stop"`, or `"next"` to try the alternatives in their order.
package struct RoutingDocument: Pattern {
  package static let kind = "route"
  package static let mark = "options"

  /// What is done if a route has failed.
  package enum OnFailure: String, Sendable, CaseIterable {
    case stop
    /// The next one in the order of their confidences is taken.
    case next
  }

  package var id: String
  package var options: [RoutingOption]
  /// Who says how sure the options are that do not say it themselves.
  package var scoredBy: AgentCall?
  package var threshold = RouterOptimizer.usualThreshold
  package var below = LowConfidencePolicy.warn
  /// The id of an option; nil for none.
  package var standard: String?
  package var review = ReviewRequest("")
  package var onFailure = OnFailure.stop

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> RoutingDocument? {
    reader.routing(node)
  }

  package static func report(_ result: JSONNode) -> PatternReport? { RoutingReport.lines(result) }

  package var size: String { options.count == 1 ? "1 route" : "\(options.count) routes" }

  package var dot: String { RoutingDrawing.dot(self) }
}
