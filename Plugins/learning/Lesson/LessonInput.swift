// SPDX-License-Identifier: Apache-2.0

/// The input of all capabilities. Who learns what may also stand in the outputs of earlier steps, which a plan puts under
/// their ids; an answer may not, or it would be counted again by every step that follows.
struct LessonInput: Decodable {
  private enum CodingKeys: CodingKey {
    case learnerId, sessionId, subject, gradeLevel, skill, correct, exercise, answer, hints, at, count
  }

  let learnerId: String?
  let sessionId: String?
  let subject: String?
  let gradeLevel: Int?

  let skill: String?
  let correct: Bool?
  /// An exercise of the tutor, by its id, and what the learner says to it.
  let exercise: String?
  let answer: AnswerText?
  let hints: Int?
  /// When it was answered: milliseconds since 1970. Missing: now.
  let at: Int64?
  let count: Int?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let context = try LessonContext(from: decoder)
    learnerId = try container.decodeIfPresent(String.self, forKey: .learnerId) ?? context.learnerId
    sessionId = try container.decodeIfPresent(String.self, forKey: .sessionId) ?? context.sessionId
    subject = try container.decodeIfPresent(String.self, forKey: .subject) ?? context.subject
    gradeLevel = try container.decodeIfPresent(Int.self, forKey: .gradeLevel) ?? context.gradeLevel
    skill = try container.decodeIfPresent(String.self, forKey: .skill)
    correct = try container.decodeIfPresent(Bool.self, forKey: .correct)
    exercise = try container.decodeIfPresent(String.self, forKey: .exercise)
    answer = try container.decodeIfPresent(AnswerText.self, forKey: .answer)
    hints = try container.decodeIfPresent(Int.self, forKey: .hints)
    at = try container.decodeIfPresent(Int64.self, forKey: .at)
    count = try container.decodeIfPresent(Int.self, forKey: .count)
  }
}
