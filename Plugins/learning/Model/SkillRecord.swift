// SPDX-License-Identifier: Apache-2.0

/// What is known of one learner and one skill.
struct SkillRecord: Codable {
  /// How many of the latest answers are kept.
  private static let memory = 8
  /// A belief from which on a skill counts as mastered.
  static let mastered = 0.95

  private(set) var mastery: Double
  private(set) var attempts = 0
  private(set) var correct = 0
  /// The latest answers, the last one last.
  private(set) var recent: [Bool] = []
  private(set) var repetition = Repetition()
  /// How many exercises were given.
  var served = 0

  init(mastery: Double) { self.mastery = mastery }

  mutating func add(_ answer: GradedAnswer, _ now: Int64, _ tracing: KnowledgeTracing) {
    mastery = tracing.belief(mastery, afterCorrect: answer.isCorrect, hints: answer.hints)
    attempts += 1
    if answer.isCorrect { correct += 1 }
    recent = (recent + [answer.isCorrect]).suffix(Self.memory)
    repetition.review(quality: answer.isCorrect ? max(3, 5 - answer.hints) : 2, now: now)
  }

  var isMastered: Bool { mastery >= Self.mastered }
  /// Three wrong in a row, or four of six while little is known.
  var isStruggling: Bool {
    let last = recent.suffix(3)
    if last.count == 3, !last.contains(true) { return true }
    return mastery < 0.4 && recent.suffix(6).count { !$0 } >= 4
  }
  var isOnARun: Bool { recent.suffix(5).count == 5 && !recent.suffix(5).contains(false) }

  func isDue(_ now: Int64) -> Bool { repetition.due.map { $0 <= now } ?? false }

  /// 1 to 5: as hard as it is known, and easier after two mistakes.
  var difficulty: Int {
    let level = 1 + Int(mastery * 5)
    let isDown = recent.count >= 2 && !recent.suffix(2).contains(true)
    return min(5, max(1, isDown ? level - 1 : level))
  }
}
