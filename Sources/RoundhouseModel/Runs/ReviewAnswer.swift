/// What somebody answers to a review that a run waits for.
package struct ReviewAnswer: Sendable, Equatable {
  /// The step's key; empty for the only one that the run waits for.
  package var review = ""
  package var reviewer = ""
  /// What was decided: `{"verdict", "comments", "confidence", "changes"}`.
  package var decision: [UInt8] = []

  package init() {}
}

extension ReviewAnswer {
  /// Reads the body of `POST /v1/runs/{run}/review`. Whether it decides anything is for whoever carries out runs to say.
  package init(parsing body: [UInt8]) throws(RoundhouseError) {
    guard let root = (try? JSONDocument(parsing: body))?.root, root.kind == .object else {
      throw RoundhouseError(
        .badRequest, "the body is no decision about a review",
        remedy: "send {\"verdict\": \"approved\" | \"rejected\" | \"changes\", \"comments\": …, \"reviewer\": …}")
    }
    review = root["review"]?.string ?? ""
    reviewer = root["reviewer"]?.string ?? ""
    decision = body
  }

  /// The body that says the same.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    if !review.isEmpty { json.member("review", review) }
    if !reviewer.isEmpty { json.member("reviewer", reviewer) }
    if let root = (try? JSONDocument(parsing: decision))?.root {
      for member in root.members where member.key != "review" && member.key != "reviewer" {
        json.member(member.key, raw: Array(member.value.raw))
      }
    }
    json.endObject()
    return json.bytes
  }
}
