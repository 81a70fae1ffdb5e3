// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// What a tutor says: checks an answer, gives the next hint or another exercise, works through a sum that is asked for.
struct TutorChat {
  struct Message: Decodable {
    let role: String
    let content: String
  }

  /// The input of `chat`.
  struct Request: Decodable {
    let messages: [Message]?
    let message: String?
    let topic: String?
  }

  struct Answer: Encodable {
    let content: String
    let confidence: Double
  }

  private let said: [Message]
  private let topic: String

  /// - Throws: `badRequest` if there is nothing to talk about.
  init(_ request: Request) throws(AgentError) {
    let all = (request.messages ?? []) + (request.message.map { [Message(role: "user", content: $0)] } ?? [])
    said = all.filter { $0.role != "system" && $0.content.contains { !$0.isWhitespace } }
    topic = request.topic ?? ""
    guard !said.isEmpty || topic.contains(where: { !$0.isWhitespace }) else {
      throw AgentError(
        .badRequest, "nothing was said and there is no topic; send \"messages\", \"message\" or \"topic\"",
        agentCode: "nothing_said")
    }
  }

  private var last: String { said.last?.content ?? "" }

  var answer: Answer {
    let words = Set(last.lowercased().split { !$0.isLetter }.map(String.init))
    if let sum = Sum(in: last) { return Answer(content: sum.explanation, confidence: 0.95) }
    if let exercise = open {
      if !words.isDisjoint(with: ["hint", "help", "stuck", "how"]) { return hint(exercise) }
      if words.isDisjoint(with: ["exercise", "another", "next", "practise", "practice"]) { return checked(exercise) }
    }
    return another
  }

  /// The exercise that was spoken of last.
  private var open: Exercise? {
    for message in said.reversed() where message.role == "assistant" {
      for word in message.content.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "-" }) {
        if let exercise = try? Exercise(id: String(word)) { return exercise }
      }
    }
    return nil
  }

  private func hint(_ exercise: Exercise) -> Answer {
    // As many as were given already.
    let given = exercise.task.hints.prefix { hint in said.contains { $0.content.contains(hint) } }.count
    let hint = Hint(exercise, step: given + 1)
    return Answer(content: "Hint \(hint.step) of \(hint.steps) for \(exercise.id): \(hint.hint)", confidence: 0.95)
  }

  private func checked(_ exercise: Exercise) -> Answer {
    let correction = Correction(exercise, last)
    if correction.correct { return offer("\(correction.feedback) Here is a harder one", harder(than: exercise)) }
    return Answer(
      content:
        "\(correction.feedback) Think of this (\(exercise.id)): \(correction.hint ?? "") Then try again: \(exercise.task.question)",
      confidence: 0.9)
  }

  private var another: Answer {
    if let exercise = open { return offer("Here is another one", next(after: exercise)) }
    let text = "\(last) \(topic)".lowercased()
    let kind =
      SkillKind.allCases.first { text.contains($0.rawValue) }
      ?? text.split { !$0.isLetter }.lazy.compactMap { SkillKind.named(String($0)) }.first
    guard let kind else {
      return Answer(
        content: "I practise \(SkillKind.allCases.map(\.rawValue).joined(separator: ", ")) with you. "
          + "You said “\(last.isEmpty ? topic : String(last.prefix(80)))”: which of them is nearest to that?",
        confidence: 0.5)
    }
    return offer("Let us practise \(kind.rawValue)", Exercise(kind, difficulty: 2, seed: said.count + 1))
  }

  private func harder(than exercise: Exercise) -> Exercise {
    Exercise(exercise.kind, difficulty: min(5, exercise.difficulty + 1), seed: exercise.seed)
  }

  private func next(after exercise: Exercise) -> Exercise {
    Exercise(
      exercise.kind, difficulty: exercise.difficulty, seed: (exercise.seed + said.count) % Exercise.seeds.upperBound)
  }

  private func offer(_ words: String, _ exercise: Exercise) -> Answer {
    Answer(content: "\(words) (\(exercise.id)): \(exercise.task.question)", confidence: 0.9)
  }
}
