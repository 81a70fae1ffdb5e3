// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// Gives exercises, helps in steps, and says what an answer shows. It keeps nothing: an exercise's id is all that is needed to
/// make it again.
struct Tutor: StatelessAgent {
  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "tutor.exercise": try .json(exercise(call.decode()))
    case "tutor.hint": try .json(hint(call.decode()))
    case "tutor.check": try .json(check(call.decode()))
    case "prepare_conversation": try .json(ConversationStart(call.decode()))
    case "provide_feedback": try .json(Feedback(call.decode()))
    case "analyze": try .json(TextAnalysis(call.decode()))
    case "combine_report": try .json(CombinedReport(call.decode()))
    case "chat": try .json(TutorChat(call.decode() as TutorChat.Request).answer)
    default:
      throw AgentError(
        .unknownCapability,
        "ask for tutor.exercise, tutor.hint, tutor.check, prepare_conversation, provide_feedback, analyze, "
          + "combine_report or chat")
    }
  }

  private func exercise(_ wish: ExerciseWish) throws(AgentError) -> ExerciseSheet { ExerciseSheet(try wish.exercise()) }

  private func hint(_ wish: HintWish) throws(AgentError) -> Hint {
    Hint(try Exercise(id: wish.exercise), step: wish.step ?? 1)
  }

  private func check(_ answered: AnsweredExercise) throws(AgentError) -> Correction {
    Correction(try Exercise(id: answered.exercise), answered.answer.text)
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Tutor.self) }
