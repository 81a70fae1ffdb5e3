internal import RoundhouseModel
package import RoundhouseRuns

/// What one reviewer has said of a change.
package struct CodeReview: Sendable {
  /// Its id. Seed 003's `reviewer`.
  package let reviewer: String
  /// In words. Seed 003's `feedback`; empty if it has not answered.
  package internal(set) var feedback = ""
  package internal(set) var findings: [CodeFinding] = []
  /// Its own; nil if it has none.
  package internal(set) var verdict: CodeVerdict?
  /// The agent that has answered.
  package internal(set) var agent = ""
  /// One for each part of the diff that it has not read.
  package internal(set) var failures: [StepFailure] = []
  /// Parts that it has read.
  package internal(set) var partsRead = 0
  /// Findings that were left out, because there were too many.
  package internal(set) var omitted = 0
  /// Milliseconds.
  package internal(set) var duration: Int64 = 0

  init(_ reviewer: String) { self.reviewer = reviewer }

  /// Whether it has said anything at all.
  package var succeeded: Bool { partsRead > 0 }

  /// Takes an answer of it: `{"findings": [{"file", "line", "severity", "rule", "message", "suggestion"}], "summary",
  /// "verdict"}`, or whatever words it has instead.
  /// - Parameter most: findings that are kept of one answer.
  mutating func take(_ answer: Payload, most: Int) {
    partsRead += 1
    agent = answer.agent
    let root = (try? JSONDocument(parsing: answer.bytes))?.root
    let list = root?["findings"].map { Array($0.elements) } ?? []
    findings += list.prefix(most).compactMap { CodeFinding($0, by: reviewer) }
    omitted += max(0, list.count - most)
    if let said = root?["verdict"]?.string.flatMap(CodeVerdict.init(rawValue:)) { verdict = max(verdict ?? said, said) }
    let words = root?["findings"] == nil ? AnswerText.of(answer.bytes) : root?["summary"]?.string ?? ""
    if !words.isEmpty { feedback += feedback.isEmpty ? words : "\n" + words }
  }

  /// `{"reviewer", "agent", "feedback", "verdict", "findings", "omitted", "duration", "errors": [{"code", "message"}]}`
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("reviewer", reviewer)
    if !agent.isEmpty { json.member("agent", agent) }
    json.member("feedback", feedback)
    if let verdict { json.member("verdict", verdict.rawValue) }
    json.member("findings", findings.count)
    if omitted > 0 { json.member("omitted", omitted) }
    json.member("duration", duration)
    if !failures.isEmpty {
      json.key("errors")
      json.beginArray()
      for error in failures.map(\.error) {
        json.beginObject()
        json.member("code", error.code.rawValue)
        json.member("message", error.message)
        json.endObject()
      }
      json.endArray()
    }
    json.endObject()
  }
}
