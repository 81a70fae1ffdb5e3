/// What a stream of server-sent events is made of. Only the connection's loop asks.
protocol EventSource: AnyObject, Sendable {
  /// Writes what has come since it was asked last; without anything new, nothing.
  /// - Returns: whether that is the end.
  func refill(_ text: inout [UInt8]) -> Bool

  /// The reader has gone, or the server stops.
  func giveUp()
}
