/// One call above another: which instance it was in, and for what.
struct CircleLink: Equatable, Sendable {
  var instance: UInt64
  var capability: String
}
