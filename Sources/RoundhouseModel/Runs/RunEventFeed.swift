/// Which events of runs are wanted. What is empty is not asked for.
package struct RunEventWish: Sendable, Equatable {
  /// Those behind this number; nil for those that happen from now on, or all of one run.
  package var after: Int64?
  package var run = ""
  package var agent = ""
  /// A whole type, or its beginning with a star behind it: `step:*`.
  package var type = ""

  package init() {}
}

/// One event, as it is sent.
package struct RunEventText: Sendable, Equatable {
  /// The journal's number; 0 for what is told live and not kept.
  package var id: Int64
  package var type: String
  /// A CloudEvent.
  package var json: [UInt8]

  package init(id: Int64, type: String, json: [UInt8]) {
    self.id = id
    self.type = type
    self.json = json
  }
}

/// Events as they happen, for one reader who takes them when he has room: what he is too slow for is read from the journal
/// later, so that nothing that is kept is missed.
package protocol RunEventFeed: AnyObject, Sendable {
  /// Asks for the next ones. Not again before the answer.
  /// - Parameter done: is given them as soon as there are any, on any thread; nil when there will be no more.
  func next(_ done: @escaping @Sendable (Result<[RunEventText]?, RoundhouseError>) -> Void)

  /// Nobody wants any more.
  func cancel()
}
