package import RoundhouseModel

/// What a reviewer has decided. Seed 004's feedback: `approved`, `comments`, `confidence`, `suggested_changes`.
package struct ReviewDecision: Sendable, Equatable {
  package var verdict: ReviewVerdict
  package var comments: String
  /// How sure the reviewer is, 0 to 1; nil if he has not said.
  package var confidence: Double?
  /// What is to be put in the place of what was shown, a JSON text; empty for nothing.
  package var changes: [UInt8]
  /// Who has decided; empty if it is not known, `expiry` if nobody has in time.
  package var reviewer: String
  /// When, in milliseconds since 1970; 0 for one that was not sent yet.
  package var at: Int64

  package init(
    _ verdict: ReviewVerdict, comments: String = "", confidence: Double? = nil, changes: [UInt8] = [],
    reviewer: String = "", at: Int64 = 0
  ) {
    self.verdict = verdict
    self.comments = comments
    self.confidence = confidence
    self.changes = changes
    self.reviewer = reviewer
    self.at = at
  }

  package var isApproved: Bool { verdict == .approved }
}

extension ReviewDecision {
  /// Reads `{"verdict": "approved" | "rejected" | "changes", "comments", "confidence", "changes"}`; seed 004's
  /// `"approved": true` and `"suggested_changes"` are read too.
  /// - Throws: `badRequest` that says what is missing.
  package init(parsing bytes: [UInt8]) throws(RoundhouseError) {
    guard let root = (try? JSONDocument(parsing: bytes))?.root, root.kind == .object else { throw Self.refused }
    let changes = root["changes"] ?? root["suggested_changes"]
    let verdict: ReviewVerdict
    if let word = root["verdict"]?.string, let known = ReviewVerdict(rawValue: word) {
      verdict = known
    } else if root["verdict"] == nil, let isApproved = root["approved"]?.bool {
      verdict = isApproved ? .approved : changes == nil ? .rejected : .changes
    } else {
      throw Self.refused
    }
    self.init(verdict, comments: root["comments"]?.string ?? "")
    if let node = root["confidence"], node.kind != .null {
      guard let number = node.double, (0...1).contains(number) else {
        throw RoundhouseError(
          .badRequest, "the reviewer's confidence is not between 0 and 1", remedy: "write it as in \"confidence\": 0.9")
      }
      confidence = number
    }
    if let changes { self.changes = Array(changes.raw) }
    guard verdict != .changes || !self.changes.isEmpty || !comments.isEmpty else {
      throw RoundhouseError(
        .badRequest, "changes were asked for and none are named",
        remedy: "say in \"changes\" or \"comments\" what is to be changed")
    }
  }

  private static var refused: RoundhouseError {
    RoundhouseError(
      .badRequest, "the body is no decision about a review",
      remedy: "send {\"verdict\": \"approved\" | \"rejected\" | \"changes\", \"comments\": …, \"changes\": …}")
  }

  package var json: [UInt8] {
    var json = JSONWriter()
    write(to: &json)
    return json.bytes
  }
}

extension ReviewDecision: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("verdict", verdict.rawValue)
    if !comments.isEmpty { json.member("comments", comments) }
    if let confidence { json.member("confidence", confidence) }
    if !changes.isEmpty { json.member("changes", raw: changes) }
    if !reviewer.isEmpty { json.member("reviewer", reviewer) }
    json.endObject()
  }
}
