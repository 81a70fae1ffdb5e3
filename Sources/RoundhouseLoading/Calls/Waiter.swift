/// Who is told about a call that was not complete when invoke returned.
package protocol Waiter: AnyObject, Sendable {
  /// The agent has completed the call. Runs on the agent's thread: take note, wake somebody, return.
  func callCompleted(_ token: UInt64)
  /// The agent has completed a call that had been abandoned; the slot is the waiter's to release.
  func abandonedCallCompleted(_ token: UInt64)
  /// A chunk was added to a streaming call.
  func chunkAdded(_ token: UInt64)
}
