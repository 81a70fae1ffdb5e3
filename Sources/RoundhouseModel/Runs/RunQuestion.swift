/// What is asked of a host's runs. The answer is the same JSON from a running host and from one of the command's own.
package enum RunQuestion: Sendable, Equatable {
  case begin(RunRequest)
  case enqueue(RunRequest)
  case list(RunSearch)
  /// With all its steps.
  case show(String)
  case cancel(String)
  /// Sets a run going that failed or is stuck.
  case resume(String)
  /// Settles the step that a run is blocked by.
  case decide(String, RunDecision)
  /// What runs wait for persons to decide about, at most so many, and what became of reviews so far.
  case reviews(Int)
  /// Answers one of them.
  case review(String, ReviewAnswer)
  /// Sends something to a run.
  case send(String, RunLetter)
  case replay(String)
  case difference(String, String)
  /// A long payload of it, by the last part of its handle. The answer is the payload itself.
  case artifact(String, String)
  /// Everything that is kept of it, with all payloads, for another tool.
  case export(String)
  case events(RunEventWish)
}

/// Which runs are listed, the latest first.
package struct RunSearch: Sendable, Equatable {
  /// A state's name; empty for all.
  package var state = ""
  package var workflow = ""
  /// Only jobs, of this queue if it is not empty.
  package var queue: String?
  package var limit = 50

  package init() {}
}

/// Whoever answers questions about runs.
package protocol RunAnswering: Sendable {
  /// Returns at once: an answer may take as long as a run does, and holds no thread.
  /// - Parameter done: is given a JSON text, once, on any thread.
  func answer(_ question: RunQuestion, _ done: @escaping @Sendable (Result<[UInt8], RoundhouseError>) -> Void)

  /// Events as they happen. Returns at once.
  func follow(_ wish: RunEventWish) throws(RoundhouseError) -> any RunEventFeed
}
