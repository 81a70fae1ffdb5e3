internal import RoundhouseModel
internal import RoundhouseRuns

/// A participant as its chat asks it: prepared once, and an object, because it is looked at in each turn.
final class Seat: Sendable {
  let id: String
  let capability: String
  /// How it is asked, but for the time that it has.
  let step: Step
  /// What it is told beside the messages.
  let tail: [UInt8]

  init(_ participant: Participant, topic: String, goals: [String]) {
    id = participant.id
    capability = participant.target.capability
    step = Step(agent: participant.target.agent)
    tail = participant.tail(topic: topic, goals: goals)
  }
}
