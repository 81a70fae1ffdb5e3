internal import RoundhouseExpressions
internal import RoundhouseModel
internal import RoundhouseRuns

/// How sure the routes of a document are: what each says of itself, and what an agent says of the others.
struct RouteScoring {
  private let options: [RoutingOption]
  private let scorer: AgentCall?

  init(_ options: [RoutingOption], _ scorer: AgentCall?) {
    self.options = options
    self.scorer = scorer
  }

  /// Routes of which the agent should have said how sure they are, and has not, are not sure at all.
  /// - Returns: all of them, in their order; and why the agent said nothing.
  /// - Throws: `.step` with `badRequest` for an expression without a result.
  func scores(
    _ view: some MappingSource, on run: Run
  ) async throws(RunError) -> (scores: [RouteScore], failure: StepFailure?) {
    var said: JSONNode?
    var failure: StepFailure?
    if let scorer, options.contains(where: { $0.confidence == nil }) {
      let outcome = try await scorer.outcome("score", usual: question(view.input), view, on: run)
      failure = outcome.failure
      said = (try? JSONDocument(parsing: outcome.data))?.root
    }
    var scores: [RouteScore] = []
    for option in options {
      let node = said?["scores"]?[option.id] ?? said?[option.id]
      scores.append(RouteScore(option.id, try own(option, view) ?? node.map { $0.double ?? .nan } ?? 0))
    }
    return (scores, failure)
  }

  private func own(_ option: RoutingOption, _ view: some MappingSource) throws(RunError) -> Double? {
    guard let mapping = option.confidence else { return nil }
    do throws(RoundhouseError) {
      let value = try GraphState.value(try mapping.text(view))
      guard case .number(let number) = value else {
        throw RoundhouseError(
          .badRequest, "the confidence of \(option.id) is \(value)",
          remedy: "let the expression give a number from 0 to 1")
      }
      return number
    } catch {
      throw .step(StepFailure(key: option.id, error: error))
    }
  }

  private func question(_ input: [UInt8]) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("input", raw: input)
    json.member("options", options.map(\.id))
    json.endObject()
    return json.bytes
  }
}
