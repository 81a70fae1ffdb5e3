// SPDX-License-Identifier: Apache-2.0

/// What a step of a lesson knows: said at the top, or in the outputs of earlier steps, which a plan puts under their ids. The
/// nearest counts; what has another form is somebody else's and passed over.
struct TutorInput: Decodable {
  private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  private(set) var learnerId: String?
  private(set) var sessionId: String?
  private(set) var subject: String?
  private(set) var gradeLevel: Int?
  private(set) var skill: String?
  private(set) var difficulty: Int?
  private(set) var seed: Int?
  /// An exercise's id.
  private(set) var exercise: String?
  private(set) var answer: AnswerText?
  private(set) var correct: Bool?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: MemberName.self)
    func member<Value: Decodable>(_ name: String) -> Value? {
      try? container.decode(Value.self, forKey: MemberName(stringValue: name))
    }
    (learnerId, sessionId, subject) = (member("learnerId"), member("sessionId"), member("subject"))
    (gradeLevel, skill, difficulty) = (member("gradeLevel"), member("skill"), member("difficulty"))
    (seed, exercise, answer, correct) = (member("seed"), member("exercise"), member("answer"), member("correct"))
    for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
      guard let within = try? container.decode(TutorInput.self, forKey: key) else { continue }
      fill(from: within)
    }
  }

  private mutating func fill(from within: TutorInput) {
    learnerId = learnerId ?? within.learnerId
    sessionId = sessionId ?? within.sessionId
    subject = subject ?? within.subject
    gradeLevel = gradeLevel ?? within.gradeLevel
    skill = skill ?? within.skill
    difficulty = difficulty ?? within.difficulty
    seed = seed ?? within.seed
    exercise = exercise ?? within.exercise
    answer = answer ?? within.answer
    correct = correct ?? within.correct
  }

  /// The exercise that is named, else one that fits; nil if there are none for that skill.
  var fitting: Exercise? {
    if let exercise, let named = try? Exercise(id: exercise) { return named }
    guard let kind = skill.flatMap(SkillKind.named) ?? subject.flatMap(SkillKind.named) else { return nil }
    // Two grades make one step.
    let usual = gradeLevel.map { ($0 + 1) / 2 } ?? 1
    let seed = seed.map { min(max($0, Exercise.seeds.lowerBound), Exercise.seeds.upperBound) } ?? 1
    return Exercise(kind, difficulty: min(5, max(1, difficulty ?? usual)), seed: seed)
  }
}
