/// How a graph has ended.
package enum GraphEnd: String, Sendable, CaseIterable {
  case completed
  /// A node has failed, and nothing says where it goes on then.
  case failed
  /// A node was to be visited more often than is allowed, or all of them together.
  case limit
  /// The graph's time is over.
  case timeout
}
