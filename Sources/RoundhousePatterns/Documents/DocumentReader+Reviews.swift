internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let reviewKeys = ["reason", "reviewers", "timeout", "onExpiry", "escalation", "description"]

  /// What a person is asked; times in milliseconds.
  /// - Parameters:
  ///   - hasReason: whether it has to say why; otherwise the pattern does.
  ///   - keys: members that the pattern reads itself.
  mutating func review(_ node: JSONNode, hasReason: Bool = true, also keys: [String] = []) -> ReviewRequest {
    guard let object = ManifestObject(node, keys: Self.reviewKeys + keys, &problems) else { return ReviewRequest("") }
    if hasReason, object["reason"] == nil {
      problems.addMissing(
        "reason", in: node, expected: "a sentence for whoever decides",
        remedy: "add \"reason\": \"Quality check required\"")
    }
    var request = ReviewRequest(object.text("reason", maximum: 500, &problems) ?? "")
    request.reviewers = object.texts("reviewers", of: "reviewers", Self.idRule, &problems) ?? []
    request.timeout = milliseconds("timeout", object) ?? request.timeout
    request.onExpiry = object.choice("onExpiry", &problems, as: ReviewRequest.Expiry.self) ?? .fail
    guard let other = object.object("escalation", keys: ["reviewers", "timeout"], &problems) else { return request }
    let reviewers = other.texts("reviewers", of: "reviewers", Self.idRule, &problems) ?? []
    if reviewers.isEmpty {
      problems.add(other.node, rule: "it names nobody", remedy: "add \"reviewers\": [\"…\"]")
    }
    request.escalation = ReviewRequest.Escalation(
      to: reviewers, timeout: milliseconds("timeout", other) ?? ReviewRequest.usualTimeout)
    return request
  }
}
