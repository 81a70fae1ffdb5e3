/// How much of a conversation an agent is given. What was said longest ago is left out first.
package struct HistoryLimit: Sendable, Equatable {
  package var messages: Int
  /// Of all contents together. The last message is kept, however long it is.
  package var characters: Int

  package init(messages: Int = 100, characters: Int = 100_000) {
    self.messages = messages
    self.characters = characters
  }

  package static let none = HistoryLimit(messages: .max, characters: .max)
}
