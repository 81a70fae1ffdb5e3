/// How a conversation goes: who asks whom what, and when it is over.
///
/// This is where an orchestrator of one's own is written: a few lines over ``Conversation/ask(_:from:_:)``,
/// ``Conversation/turn(of:to:)`` and ``Conversation/broadcast(from:_:)``. It does the same whenever it gets the same answers,
/// so that a run which was killed goes on with it; and it ends, because it counts its rounds.
package protocol ConversationFormat: Sendable {
  /// What it is called in a document and in a result.
  static var name: String { get }

  /// Carries the conversation through.
  /// - Returns: what it came to beside the messages, a JSON text; nil for nothing.
  /// - Throws: what ends the run; agents that fail are among the conversation's failures.
  func carryOut(_ conversation: Conversation) async throws -> [UInt8]?
}
