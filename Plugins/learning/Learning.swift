// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// Follows what learners can do: each answer changes what it believes of a skill, and that decides what comes next. All of one
/// learner is one value in the host's state.
struct Learning: Agent {
  private let settings: LearningSettings

  init(_ host: HostServices) throws {
    settings = try host.decodeConfiguration()
    try settings.curriculum.check()
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "initialize_session": try .json(await beginSession(call.decode(), call))
    case "process_interaction": try .json(await interact(call.decode(), call))
    case "learning.record": try .json(await record(call.decode(), call))
    case "learning.mastery": try .json(await mastery(call.decode(), call))
    case "learning.next": try .json(await next(call.decode(), call))
    case "learning.insights": try .json(await insights(call.decode(), call))
    case "adapt": try .json(await adapt(call.decode(), call))
    case "analyze": try .json(await analysis(call.decode(), call))
    default:
      throw AgentError(
        .unknownCapability,
        "ask for initialize_session, process_interaction, learning.record, learning.mastery, learning.next, "
          + "learning.insights, adapt or analyze")
    }
  }

  // MARK: A lesson

  private func beginSession(_ input: LessonInput, _ call: Call) async throws -> SessionStart {
    let lesson = try Lesson(input, call)
    let record = try await lesson.load(call)
    return SessionStart(lesson, activity: planner(lesson, record).activity, record: record)
  }

  private func interact(_ input: LessonInput, _ call: Call) async throws -> Interaction {
    let lesson = try Lesson(input, call)
    let answer = try await Grader(call).graded(input)
    return try await Exercises(call).filled(
      call.once { books in
        var record = try await lesson.load(&books)
        let recorded = try answer.map { try record.add($0, lesson.now, settings.tracing) }
        var activity = planner(lesson, record).activity
        activity.seed = record.serve(activity.skill, lesson.learner, settings.tracing)
        try lesson.save(record, &books)
        return Interaction(lesson, recorded: recorded, activity: activity)
      })
  }

  private func record(_ input: LessonInput, _ call: Call) async throws -> Recorded {
    let lesson = try Lesson(input, call)
    guard let answer = try await Grader(call).graded(input) else {
      throw AgentError(
        .badRequest, "there is no answer to record; say \"skill\" and \"correct\"", agentCode: "no_answer")
    }
    return try await call.once { books in
      var record = try await lesson.load(&books)
      let recorded = try record.add(answer, lesson.now, settings.tracing)
      try lesson.save(record, &books)
      return recorded
    }
  }

  // MARK: Questions

  private func mastery(_ input: LessonInput, _ call: Call) async throws -> MasteryReport {
    let lesson = try Lesson(input, call)
    return MasteryReport(lesson.learner, try await lesson.load(call))
  }

  private func next(_ input: LessonInput, _ call: Call) async throws -> NextActivities {
    let lesson = try Lesson(input, call)
    let activities = planner(lesson, try await lesson.load(call)).activities
    return NextActivities(
      learnerId: lesson.learner, activities: Array(activities.prefix(min(max(input.count ?? 3, 1), 20))))
  }

  private func adapt(_ input: LessonInput, _ call: Call) async throws -> Activity {
    let lesson = try Lesson(input, call)
    let planner = planner(lesson, try await lesson.load(call))
    return input.skill.map { planner.activity(for: $0) } ?? planner.activity
  }

  private func insights(_ input: LessonInput, _ call: Call) async throws -> InsightReport {
    let lesson = try Lesson(input, call)
    return InsightReport(learnerId: lesson.learner, insights: try await lesson.load(call).insights(lesson.now))
  }

  private func analysis(_ input: LessonInput, _ call: Call) async throws -> LearnerAnalysis {
    let lesson = try Lesson(input, call)
    let record = try await lesson.load(call)
    return LearnerAnalysis(lesson, record, next: planner(lesson, record).activity)
  }

  private func planner(_ lesson: Lesson, _ record: LearnerRecord) -> Planner {
    Planner(curriculum: settings.curriculum, lesson: lesson, record: record, tracing: settings.tracing)
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Learning.self) }
