package import RoundhouseModel

/// What ends a group chat, whatever its participants do. There is no chat without bounds.
package struct GroupChatBounds: Sendable, Equatable {
  /// In a round each participant has one turn, or as many turns are given as there are participants. 0 for a vote without
  /// a discussion.
  package var rounds: Int
  /// Of participants, all together.
  package var messages: Int
  /// Of models, in and out; a quarter of the bytes where an agent does not tell. nil for no limit but the run's budget.
  package var tokens: UInt64?
  /// For all turns together.
  package var time: Nanoseconds
  /// For one turn, or one question to a moderator.
  package var turnTime: Nanoseconds
  /// So many rounds in which nothing new is said are one too many; 0 for no such limit.
  package var stalledRounds: Int
  /// From which share of common words a message says nothing new: from 0 to 1.
  package var similarity: Double

  package init(
    rounds: Int = 3, messages: Int = 200, tokens: UInt64? = nil, time: Nanoseconds = .seconds(600),
    turnTime: Nanoseconds = .seconds(30), stalledRounds: Int = 2, similarity: Double = 0.9
  ) {
    self.rounds = rounds
    self.messages = messages
    self.tokens = tokens
    self.time = time
    self.turnTime = turnTime
    self.stalledRounds = stalledRounds
    self.similarity = similarity
  }
}
