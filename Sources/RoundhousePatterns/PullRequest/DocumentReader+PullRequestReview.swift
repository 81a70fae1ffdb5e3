internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let pullRequestKeys = [
    "id", "reviewers", "verdict", "nearLines", "maxFindings", "partBytes", "maxParts", "name", "description", "pattern",
  ]
  private static let reviewerKeys = [
    "id", "capability", "agent", "role", "focus", "retryPolicy", "timeout", "description",
  ]

  /// Who reviews a change.
  mutating func pullRequestReview(_ root: JSONNode) -> PullRequestReviewDocument? {
    guard let object = ManifestObject(root, keys: Self.pullRequestKeys, &problems) else { return nil }
    var document = PullRequestReviewDocument(object.text("id", Self.idRule, &problems) ?? "pr-review")
    if object["reviewers"] != nil { document.reviewers = reviewers(object) }
    if let policy = verdictPolicy(object) { document.policy = policy }
    if let lines = object.integer("nearLines", in: 0...100, example: 3, &problems) { document.nearLines = lines }
    if let count = object.integer("maxFindings", in: 1...2000, example: 500, &problems) {
      document.maximumFindings = count
    }
    if let bytes = object.integer("partBytes", in: 1024...8_388_608, example: 524_288, &problems) {
      document.partBytes = bytes
    }
    if let count = object.integer("maxParts", in: 1...256, example: 16, &problems) { document.maximumParts = count }
    return document
  }

  private mutating func reviewers(_ object: ManifestObject) -> [CodeReviewer] {
    var reviewers: [CodeReviewer] = []
    for node in object.array("reviewers", of: "reviewers", count: 1...64, &problems) ?? [] {
      guard let reviewer = reviewer(node) else { continue }
      if reviewers.contains(where: { $0.id == reviewer.id }) {
        problems.add(
          node, expected: "a reviewer with an id of its own", found: "\"\(reviewer.id)\" again", remedy: "rename it")
      }
      reviewers.append(reviewer)
    }
    return reviewers
  }

  private mutating func reviewer(_ node: JSONNode) -> CodeReviewer? {
    guard let object = ManifestObject(node, keys: Self.reviewerKeys, &problems) else { return nil }
    if object["id"] == nil {
      problems.addMissing("id", in: node, expected: "a string", remedy: "call it after what it looks at: \"security\"")
    }
    let id = object.text("id", Self.idRule, &problems)
    let agent = object.text("agent", Self.agentRule, &problems)
    let capability = object.text("capability", Self.capabilityRule, &problems)
    if object["agent"] == nil, object["capability"] == nil {
      problems.add(
        node, rule: "it names neither an agent nor a capability", remedy: "add \"capability\": \"code.review\"")
    }
    guard let id, let target = CallTarget(agent: agent, capability: capability, action: nil, usual: "chat") else {
      return nil
    }
    return CodeReviewer(
      id, target, role: object.text("role", maximum: 2000, &problems) ?? "",
      focus: object.text("focus", maximum: 2000, &problems) ?? "", retry: retry(object) ?? .never,
      timeout: milliseconds("timeout", object))
  }

  private mutating func verdictPolicy(_ object: ManifestObject) -> VerdictPolicy? {
    guard let rules = object.object("verdict", keys: ["request-changes", "comment"], &problems) else { return nil }
    var policy = VerdictPolicy()
    let words = FindingSeverity.allCases.map(\.rawValue).reversed() + ["never"]
    // "never" is no severity.
    if let word = rules.choice("request-changes", of: words, &problems) {
      policy.requestChanges = FindingSeverity(rawValue: word)
    }
    if let word = rules.choice("comment", of: words, &problems) { policy.comment = FindingSeverity(rawValue: word) }
    return policy
  }
}
