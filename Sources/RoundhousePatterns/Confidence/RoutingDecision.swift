package import RoundhouseModel

/// Which route was chosen, and which others there were. Seed 004's `(best_route, confidence)`, with its alternatives.
package struct RoutingDecision: Sendable, Equatable {
  /// The one of the highest confidence; of several, the one that was named first.
  package let best: RouteScore
  /// The others, the surest first.
  package let alternatives: [RouteScore]
  package let threshold: Double

  package var route: String { best.route }
  package var confidence: Double { best.confidence }
  /// Whether even the best is less sure than the threshold asks for.
  package var isLow: Bool { best.confidence < threshold }

  /// Chooses. Pure.
  /// - Throws: `badRequest` if there is nothing to choose from, a route stands twice, or a confidence is not between 0
  ///   and 1.
  package init(_ options: [RouteScore], threshold: Double) throws(RoundhouseError) {
    var names: Set<String> = []
    for option in options {
      guard (0...1).contains(option.confidence) else {
        throw RoundhouseError(
          .badRequest, "the confidence of \(option.route) is \(option.confidence)",
          remedy: "let it be between 0 and 1; divide percentages by 100")
      }
      guard names.insert(option.route).inserted else {
        throw RoundhouseError(.badRequest, "two routes are called \(option.route)", remedy: "give each its own name")
      }
    }
    // Sorted by place too, because the library does not promise to keep the order of equals.
    let sorted = options.enumerated().sorted { a, b in
      (b.element.confidence, a.offset) < (a.element.confidence, b.offset)
    }
    guard let best = sorted.first?.element else {
      throw RoundhouseError(
        .badRequest, "there is no route to choose", remedy: "give at least one, with its confidence")
    }
    self.best = best
    self.threshold = threshold
    alternatives = sorted.dropFirst().map(\.element)
  }
}

extension RoutingDecision: JSONWritable {
  /// `{"route", "confidence", "threshold", "low", "alternatives": [{"route", "confidence"}]}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    writeMembers(to: &json)
    json.endObject()
  }

  func writeMembers(to json: inout JSONWriter) {
    json.member("route", route)
    json.member("confidence", confidence)
    json.member("threshold", threshold)
    json.member("low", isLow)
    json.member("alternatives", alternatives)
  }

  /// - Returns: nil for what is none.
  init?(_ node: JSONNode) {
    guard let best = RouteScore(node), let threshold = node["threshold"]?.double else { return nil }
    self.best = best
    self.threshold = threshold
    alternatives = node["alternatives"]?.elements.compactMap { RouteScore($0) } ?? []
  }
}
