internal import RoundhouseModel

/// A participant as its chat asks it: prepared once, and an object, because it is looked at in each turn.
final class Seat: Sendable {
  let id: String
  let target: CallTarget
  /// What it is told beside the messages.
  let tail: [UInt8]

  init(_ participant: Participant, topic: String, goals: [String]) {
    id = participant.id
    target = participant.target
    tail = participant.tail(topic: topic, goals: goals)
  }
}
