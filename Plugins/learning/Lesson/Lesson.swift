// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentKitJSON

/// Who learns what, and when.
struct Lesson {
  let learner: String
  let session: String
  let subject: String?
  let gradeLevel: Int?
  /// Milliseconds since 1970.
  let now: Int64

  /// - Throws: `badRequest` for values that make no sense.
  init(_ input: LessonInput, _ call: Call) throws(AgentError) {
    now = input.at ?? call.host.wallClock / 1_000_000
    guard 0...253_402_300_799_999 ~= now else {
      throw AgentError(.badRequest, "\"at\" is in milliseconds since 1970, not \(now)", agentCode: "bad_time")
    }
    if let grade = input.gradeLevel, !(0...20 ~= grade) {
      throw AgentError(.badRequest, "a grade is 0 to 20, not \(grade)", agentCode: "bad_grade")
    }
    learner =
      input.learnerId ?? Lesson.learner(of: input.sessionId) ?? (call.principal.isEmpty ? "learner" : call.principal)
    guard 1...400 ~= learner.utf8.count else {
      throw AgentError(.badRequest, "a learner's id has 1 to 400 bytes", agentCode: "bad_learner")
    }
    session = input.sessionId ?? "session_\(learner)_\(now)"
    subject = input.subject
    gradeLevel = input.gradeLevel
  }

  /// `session_LEARNER_TIME`, the form that sessions are given.
  private static func learner(of session: String?) -> String? {
    guard let session, session.hasPrefix("session_"), let end = session.lastIndex(of: "_") else { return nil }
    let start = session.index(session.startIndex, offsetBy: 8)
    let time = session[session.index(after: end)...]
    return end > start && !time.isEmpty && time.allSatisfy(\.isNumber) ? String(session[start..<end]) : nil
  }

  // MARK: The books

  private var key: String { "learner/\(learner)" }

  func load(_ call: Call) async throws -> LearnerRecord {
    try await call.state.get(key, as: LearnerRecord.self) ?? LearnerRecord()
  }

  func load(_ books: inout StateTransaction) async throws -> LearnerRecord {
    try await books.get(key, as: LearnerRecord.self) ?? LearnerRecord()
  }

  func save(_ record: LearnerRecord, _ books: inout StateTransaction) throws { try books.put(key, json: record) }
}
