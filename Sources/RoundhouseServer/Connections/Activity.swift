/// What a connection waits for, as the patrol sees it.
protocol Activity: AnyObject, Sendable {
  /// The client has gone, or the server stops.
  func giveUp()
  /// Called at each round of the patrol.
  func beat(_ tick: UInt64)
}
