import AgentKit
import CRoundhouse
import Foundation
import Testing

@Suite("Learning", .timeLimit(.minutes(1))) struct LearningTests {
  let host: TestHost
  private static let day: Int64 = 86_400_000
  /// 2026-01-01.
  private static let begin: Int64 = 1_767_225_600_000

  init() throws { host = try ShippedAgent.host("learning") }

  private func ask(_ capability: String, _ members: [String: Any]) async throws -> Answer {
    let payload = try JSONSerialization.data(withJSONObject: members)
    return await host.call(capability, String(decoding: payload, as: UTF8.self))
  }

  /// Records answers to a skill, a minute apart, and gives what was told of the last one.
  @discardableResult
  private func record(
    _ skill: String, _ answers: [Bool], day: Int64 = 0, hints: Int = 0, learner: String = "ada"
  ) async throws -> Answer {
    var last = Answer(status: -1)
    for (minute, correct) in answers.enumerated() {
      last = try await ask(
        "learning.record",
        [
          "learnerId": learner, "skill": skill, "correct": correct, "hints": hints,
          "at": Self.begin + day * Self.day + Int64(minute) * 60_000,
        ])
    }
    return last
  }

  private func report(_ answer: Answer) throws -> [String: Any] {
    try #require(answer.values["report"] as? [String: Any], "\(answer.message)")
  }

  private func skills(_ answer: Answer) -> [String] {
    (answer.values["activities"] as? [[String: Any]] ?? []).compactMap { $0["skill"] as? String }
  }

  @Test("beliefs follow Bayes' rule: 0.3, then right, right, wrong")
  func tracing() async throws {
    // By hand: 0.3·0.9/(0.3·0.9+0.7·0.2) = 0.6585, and 15 % of the rest is learned: 0.7098; and so on.
    for (answers, belief) in [([true], 0.710), ([true, true], 0.929), ([true, true, false], 0.678), ([false], 0.193)] {
      let learner = "learner \(answers)"
      #expect(try await report(record("addition", answers, learner: learner))["mastery"] as? Double == belief)
    }
    await host.destroy()
  }

  @Test("a right answer after hints proves less")
  func hints() async throws {
    let alone = try #require(try await report(record("addition", [true], learner: "a"))["mastery"] as? Double)
    let helped = try #require(
      try await report(record("addition", [true], hints: 3, learner: "b"))["mastery"] as? Double)
    #expect(helped < alone)
    await host.destroy()
  }

  @Test("what is known comes again after 1, 6 and 16 days, and a mistake begins anew")
  func repetition() async throws {
    func due(_ answers: [Bool], day: Int64) async throws -> Int64 {
      let due = try #require(try await report(record("spelling", answers, day: day))["due"] as? Int64)
      return (due - Self.begin - day * Self.day) / Self.day
    }
    #expect(try await due([true], day: 0) == 1)
    #expect(try await due([true], day: 2) == 6)
    // Before it is due, a right answer moves nothing.
    #expect(try await due([true], day: 3) == 5)
    #expect(try await due([true], day: 9) == 16)
    #expect(try await due([false], day: 10) == 1)
    await host.destroy()
  }

  @Test("S2-20 whoever errs three times in a row is struggling, and the answer says so as an insight")
  func struggling() async throws {
    let second = try await record("fractions", [false, false])
    #expect(second.values["insight"] == nil)
    let third = try await record("fractions", [false])
    let insight = try #require(third.values["insight"] as? [String: Any])
    #expect(insight["type"] as? String == "struggling_detected" && insight["skill"] as? String == "fractions")
    let answer = try await ask("learning.insights", ["learnerId": "ada", "at": Self.begin + 10])
    #expect((answer.values["insights"] as? [[String: Any]])?.map { $0["type"] as? String } == ["struggling_detected"])
    let analysis = try await ask("analyze", ["learnerId": "ada"])
    #expect(analysis.values["weaknesses"] as? [String] == ["fractions"])
    #expect((analysis.values["advice"] as? [String])?.contains { $0.hasPrefix("Help with fractions") } == true)
    await host.destroy()
  }

  @Test("mastery is told once, when it is reached")
  func mastery() async throws {
    var insights: [String] = []
    for _ in 0..<6 {
      if let insight = try await record("addition", [true]).values["insight"] as? [String: Any] {
        insights.append(insight["type"] as? String ?? "")
      }
    }
    #expect(insights == ["mastery_achieved"])
    await host.destroy()
  }

  @Test("what comes next: new things in their order, with what they need first; what is due before all")
  func planning() async throws {
    func next(day: Int64 = 0) async throws -> [String] {
      let members: [String: Any] = [
        "learnerId": "ada", "subject": "mathematics", "gradeLevel": 3, "count": 9,
        "at": Self.begin + day * Self.day + 3_600_000,
      ]
      return skills(try await ask("learning.next", members))
    }
    #expect(try await next() == ["addition"])
    try await record("addition", [true, true])
    #expect(try await next() == ["addition", "subtraction", "multiplication"])
    try await record("subtraction", [false, false, false])
    #expect(try await next() == ["addition", "addition", "subtraction", "multiplication"])
    #expect(try await next(day: 2).first == "addition")
    let due = try await ask(
      "learning.next", ["learnerId": "ada", "subject": "mathematics", "at": Self.begin + 2 * Self.day])
    #expect(((due.values["activities"] as? [[String: Any]])?[0]["reason"] as? String)?.contains("due") == true)
    await host.destroy()
  }

  @Test("a subject that nobody has planned is a skill of its own")
  func unplanned() async throws {
    let answer = try await ask("learning.next", ["learnerId": "ada", "subject": "Astronomy"])
    #expect(skills(answer) == ["astronomy"])
    await host.destroy()
  }

  @Test("S2-45 a session begins with what the seed sends: subject, grade and the session's id with the learner in it")
  func session() async throws {
    try await record("addition", [true], learner: "learner_123")
    let answer = try await ask(
      "initialize_session",
      ["subject": "mathematics", "gradeLevel": 5, "sessionId": "session_learner_123_1638360000000"])
    #expect(answer.values["status"] as? String == "ready")
    #expect(answer.values["learnerId"] as? String == "learner_123")
    #expect((answer.values["skills"] as? [Any])?.count == 1)
    let none = try await ask("initialize_session", ["learnerId": "eve"])
    #expect((none.values["sessionId"] as? String)?.hasPrefix("session_eve_") == true)
    await host.destroy()
  }

  @Test("with a tutor each interaction has an exercise, another one each time; and an answer is graded by it")
  func tutor() async throws {
    let tutor = try ShippedAgent.host("tutor")
    host.withBook { $0.routes = ["tutor.check": tutor, "tutor.exercise": tutor] }
    var questions: Set<String> = []
    for _ in 0..<4 {
      // As a plan gathers what came before.
      let step: [String: Any] = [
        "learnerId": "ada", "subject": "mathematics", "gradeLevel": 2, "exercise": ["exercise": "x"],
      ]
      let answer = try await ask("process_interaction", ["tutor_feedback": step])
      #expect(answer.values["learnerId"] as? String == "ada" && answer.values["recorded"] == nil)
      let activity = try #require(answer.values["activity"] as? [String: Any])
      let exercise = try #require(activity["exercise"] as? [String: Any])
      #expect((exercise["exercise"] as? String)?.hasPrefix("addition-") == true)
      questions.insert(try #require(exercise["question"] as? String))
    }
    #expect(questions.count > 1)
    let wrong = try await ask(
      "process_interaction", ["learnerId": "ada", "exercise": "addition-1-1", "answer": 99, "subject": "mathematics"])
    let recorded = try #require(wrong.values["recorded"] as? [String: Any])
    #expect(recorded["correct"] as? Bool == false)
    #expect((recorded["report"] as? [String: Any])?["skill"] as? String == "addition")
    await host.destroy()
    await tutor.destroy()
  }

  @Test("without a tutor there is an activity all the same, and an answer must say whether it is right")
  func alone() async throws {
    let answer = try await ask(
      "process_interaction", ["learnerId": "ada", "subject": "english", "skill": "spelling", "correct": true])
    #expect((answer.values["activity"] as? [String: Any])?["exercise"] == nil)
    #expect((answer.values["activity"] as? [String: Any])?["skill"] as? String == "spelling")
    let ungraded = try await ask("process_interaction", ["learnerId": "ada", "answer": "x"])
    #expect(ungraded.kind == .badRequest && ungraded.code == "not_graded")
    await host.destroy()
  }

  @Test("an answer with the same key is counted once; those of a gathered step are not counted at all")
  func once() async throws {
    var question = Question("learning.record", #"{"learnerId":"ada","skill":"addition","correct":true}"#)
    question.idempotencyKey = "answer 1"
    for _ in 0..<3 { #expect(try await report(host.call(question))["attempts"] as? Int == 1) }
    let gathered = try await ask(
      "process_interaction", ["feedback": ["learnerId": "ada", "skill": "addition", "correct": true]])
    #expect(gathered.values["recorded"] == nil)
    let mastery = try await ask("learning.mastery", ["learnerId": "ada"])
    #expect((mastery.values["skills"] as? [[String: Any]])?[0]["attempts"] as? Int == 1)
    await host.destroy()
  }

  @Test("answers at once are all counted")
  func atOnce() async throws {
    let calls = (0..<20).map { _ in
      host.start(Question("learning.record", #"{"learnerId":"ada","skill":"addition","correct":true}"#))
    }
    for call in calls { #expect(await call.answer().status == RH_OK) }
    let mastery = try await ask("learning.mastery", ["learnerId": "ada"])
    #expect((mastery.values["skills"] as? [[String: Any]])?[0]["attempts"] as? Int == 20)
    await host.destroy()
  }

  @Test("how hard an exercise is follows what is known, and falls after two mistakes")
  func adapt() async throws {
    func difficulty() async throws -> Int? {
      try await ask("adapt", ["learnerId": "ada", "skill": "addition"]).values["difficulty"] as? Int
    }
    #expect(try await difficulty() == 2)
    try await record("addition", [true, true, true])
    #expect(try await difficulty() == 5)
    try await record("addition", [false, false])
    #expect(try #require(await difficulty()) <= 3)
    await host.destroy()
  }

  @Test("what makes no sense is refused with what to send")
  func refusals() async throws {
    #expect(try await ask("learning.record", ["learnerId": "ada"]).code == "no_answer")
    #expect(try await ask("learning.record", ["learnerId": "ada", "correct": true]).code == "no_skill")
    #expect(try await ask("learning.record", ["learnerId": "", "skill": "a", "correct": true]).code == "bad_learner")
    #expect(try await ask("learning.record", ["skill": "a", "correct": true, "hints": -1]).code == "bad_hints")
    #expect(try await ask("learning.next", ["gradeLevel": 99]).code == "bad_grade")
    #expect(try await ask("learning.next", ["at": -1]).code == "bad_time")
    #expect(try await ask("learning.record", ["correct": "yes"]).kind == .schemaFailed)
    let config =
      #"{"tracing":{"prior":0.3,"learn":0.1,"guess":0.2,"slip":0.1},"skills":[{"skill":"b","subject":"s","grade":1,"needs":["a"]}]}"#
    let refusal = #expect(throws: TestHost.Refusal.self) { try ShippedAgent.host("learning", config: config) }
    #expect(refusal?.message.contains("b needs a, which must stand before it") == true)
    await host.destroy()
  }
}
