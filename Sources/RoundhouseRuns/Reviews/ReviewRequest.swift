package import RoundhouseModel

/// What a person is asked to look at, and what is done if nobody does. Seed 004's `request_review`.
package struct ReviewRequest: Sendable {
  /// What is done when nobody has decided in time.
  package enum Expiry: String, Sendable, CaseIterable {
    /// The step fails.
    case fail
    case approve
    case reject
  }

  /// Who is asked when those who were asked first have not decided in time.
  package struct Escalation: Sendable, Equatable {
    package var reviewers: [String]
    package var timeout: Nanoseconds

    package init(to reviewers: [String], timeout: Nanoseconds = ReviewRequest.usualTimeout) {
      self.reviewers = reviewers
      self.timeout = timeout
    }
  }

  /// Seed 004's sixty minutes.
  package static let usualTimeout: Nanoseconds = .seconds(3600)

  /// Why a person is asked; for that person to read.
  package var reason: String
  /// What is to be looked at, a JSON text; empty for nothing.
  package var content: [UInt8]
  /// How sure the agent was, 0 to 1; nil if nobody said.
  package var confidence: Double?
  /// Who is asked, for whoever notifies them; empty for anybody.
  package var reviewers: [String]
  package var timeout: Nanoseconds
  package var onExpiry: Expiry
  package var escalation: Escalation?

  package init(
    _ reason: String, content: [UInt8] = [], confidence: Double? = nil, reviewers: [String] = [],
    timeout: Nanoseconds = ReviewRequest.usualTimeout, onExpiry: Expiry = .fail, escalation: Escalation? = nil
  ) {
    self.reason = reason
    self.content = content
    self.confidence = confidence
    self.reviewers = reviewers
    self.timeout = timeout
    self.onExpiry = onExpiry
    self.escalation = escalation
  }

  /// As it stands in the journal.
  /// - Parameter isEscalated: whether others were asked before, and have not decided.
  func json(_ reviewers: [String], isEscalated: Bool) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("reason", reason)
    if !content.isEmpty { json.member("content", raw: content) }
    if let confidence { json.member("confidence", confidence) }
    if !reviewers.isEmpty { json.member("reviewers", reviewers) }
    json.member("onExpiry", onExpiry.rawValue)
    if isEscalated { json.member("escalated", true) }
    json.endObject()
    return json.bytes
  }
}
