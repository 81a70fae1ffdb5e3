/// A line of a run that waits for something from outside.
struct OpenWait: Sendable {
  /// The step's key.
  let key: String
  let isReview: Bool
  /// Since when, in milliseconds since 1970.
  let at: Int64
  let order: ReceiveOrder
}
