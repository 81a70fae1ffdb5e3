package import RoundhouseModel

/// The kinds of documents there are. A new pattern is one more line here, and one in ``Patterns``.
package enum PatternKinds {
  package static let all: [any Pattern.Type] = [
    PlanDocument.self,
    CoordinationDocument.self,
    GraphDocument.self,
    RoutingDocument.self,
    EnhancedDocument.self,
    HandoffDocument.self,
    PullRequestReviewDocument.self,
    ConversationDocument.self,
    GroupChatDocument.self,
  ]

  /// The kind that a document in a file of its own has: the one that it names, else the one whose mark it has, else a plan.
  /// - Returns: nil if it names one that does not exist, which `problems` has then.
  static func kind(of root: JSONNode, _ problems: inout ManifestProblems) -> (any Pattern.Type)? {
    guard let node = root["pattern"] else {
      return all.first { !$0.mark.isEmpty && root[$0.mark] != nil } ?? PlanDocument.self
    }
    if let name = node.string, let kind = all.first(where: { $0.kind == name }) { return kind }
    let names = all.map { $0.kind }
    problems.add(
      node, expected: "one of \(names.map { "\"\($0)\"" }.joined(separator: ", "))",
      remedy: node.string.flatMap { Spelling.nearest(to: $0, among: names) }.map { "did you mean \"\($0)\"?" }
        ?? "write \"pattern\": \"\(names[0])\"")
    return nil
  }

  /// What a result says for a person, if it names its pattern.
  package static func report(_ result: JSONNode) -> PatternReport? {
    guard let name = result["pattern"]?.string, let kind = all.first(where: { $0.kind == name }) else { return nil }
    return kind.report(result)
  }
}
