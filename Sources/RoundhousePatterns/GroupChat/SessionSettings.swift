package import RoundhouseModel

/// A group chat that goes on with what people say to it: a run that lives as long as they do, whose transcript is its
/// journal.
package struct SessionSettings: Sendable, Equatable {
  /// How long it waits for somebody to say something, until it is over.
  package var expiry: Nanoseconds

  package init(expiry: Nanoseconds = .seconds(3600)) { self.expiry = expiry }

  /// Where people say something to a session: a text, `{"content", "name"}`, or `{"close": true}`.
  package static let mailbox = "messages"
}
