internal import RoundhouseModel
internal import RoundhouseRuns

/// One choice between the routes of a document, and what is done on the chosen one.
struct RoutingExecution {
  let document: RoutingDocument
  /// A JSON text.
  let input: [UInt8]
  let optimizer: RouterOptimizer

  func result(on run: Run) async throws(RunError) -> RoutingResult {
    let began = max(try run.now(), run.setGoing)
    let scoring = try await RouteScoring(document.options, document.scoredBy).scores(view, on: run)
    let decision = try await optimizer.optimizeRouting(scoring.scores, threshold: document.threshold, on: run)
    var result = RoutingResult(id: document.id, decision: decision, route: decision.route)
    result.scoringFailure = scoring.failure
    do throws(RunError) {
      if decision.isLow { try await settle(&result, run) }
    } catch {
      guard let failure = error.failure else { throw error }
      result.failure = failure
    }
    if result.failure == nil { try await carryOut(&result, run) }
    result.duration = max(0, try run.now() - began)
    return result
  }

  private var view: DocumentView { DocumentView(input: input) }

  /// Even the best route is not sure: the document says what is done then.
  private func settle(_ result: inout RoutingResult, _ run: Run) async throws(RunError) {
    switch document.below {
    case .warn: return
    case .default:
      result.route = document.standard ?? result.route
      result.decidedBy = "default"
    case .review:
      var request = document.review
      if request.reason.isEmpty {
        request.reason =
          "\(result.route) is only \(result.decision.confidence) sure, below \(result.decision.threshold)"
      }
      (request.content, request.confidence) = (result.decision.json(), result.decision.confidence)
      let verdict = try await run.review("review", request)
      result.decidedBy = verdict.reviewer.isEmpty ? "review" : verdict.reviewer
      result.route = try route(verdict, instead: result.route)
    }
  }

  /// The route that a person wants.
  private func route(_ decision: ReviewDecision, instead route: String) throws(RunError) -> String {
    switch decision.verdict {
    case .approved: return route
    case .rejected:
      throw refused(
        .permissionDenied, "\(route) was refused" + (decision.comments.isEmpty ? "" : ": \(decision.comments)"),
        "choose another route, or lower the threshold")
    case .changes:
      let wish = (try? JSONDocument(parsing: decision.changes))?.root
      let name = wish?.string ?? wish?["route"]?.string ?? ""
      if document.options.contains(where: { $0.id == name }) { return name }
      throw refused(
        .badRequest, "the reviewer wants the route \"\(name)\", which is none",
        "write {\"route\": …} with one of \(document.options.map(\.id).joined(separator: ", "))")
    }
  }

  private func refused(_ code: ErrorCode, _ message: String, _ remedy: String) -> RunError {
    .step(StepFailure(key: "review", error: RoundhouseError(code, message, remedy: remedy)))
  }

  /// Asks whoever stands on the chosen route; after a failure, if the document says so, those on the alternatives.
  private func carryOut(_ result: inout RoutingResult, _ run: Run) async throws(RunError) {
    let others = document.onFailure == .next ? result.decision.ranking.filter { $0 != result.route } : []
    for route in [result.route] + others {
      guard let call = document.options.first(where: { $0.id == route })?.call else { return }
      let outcome = try await call.outcome(route, usual: input, view, on: run)
      result.add(outcome, of: route)
      if outcome.failure == nil { return }
    }
  }
}

extension RoutingDecision {
  /// All routes, the surest first.
  var ranking: [String] { [route] + alternatives.map(\.route) }
}
