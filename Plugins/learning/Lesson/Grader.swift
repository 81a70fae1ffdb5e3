// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentKitJSON

/// Finds out whether an answer is right: the request says so, or the tutor knows its exercise.
struct Grader {
  private struct Question: Encodable {
    let exercise: String
    let answer: AnswerText
  }

  private struct Verdict: Decodable {
    let correct: Bool
    let skill: String
  }

  private let call: Call

  init(_ call: Call) { self.call = call }

  /// nil if the request has no answer in it.
  func graded(_ input: LessonInput) async throws -> GradedAnswer? {
    let hints = input.hints ?? 0
    guard 0...100 ~= hints else {
      throw AgentError(.badRequest, "\"hints\" is 0 to 100, not \(hints)", agentCode: "bad_hints")
    }
    if let isCorrect = input.correct {
      return GradedAnswer(skill: try checked(input.skill), isCorrect: isCorrect, hints: hints)
    }
    guard let answer = input.answer else { return nil }
    guard let exercise = input.exercise else {
      throw AgentError(
        .badRequest, "nobody can tell whether the answer is right; say \"correct\", or which \"exercise\" it answers",
        agentCode: "not_graded")
    }
    let verdict: Verdict = try await call.ask("tutor.check", Question(exercise: exercise, answer: answer))
    return GradedAnswer(skill: try checked(input.skill ?? verdict.skill), isCorrect: verdict.correct, hints: hints)
  }

  private func checked(_ skill: String?) throws(AgentError) -> String {
    guard let skill, 1...100 ~= skill.utf8.count else {
      throw AgentError(
        .badRequest, "an answer belongs to a \"skill\", a name of 1 to 100 bytes such as addition",
        agentCode: "no_skill")
    }
    return skill
  }
}
