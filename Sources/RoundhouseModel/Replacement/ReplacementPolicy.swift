/// How a new generation of an agent takes the place of the one before it.
package struct ReplacementPolicy: Sendable, Equatable {
  /// Per cent of the agent's calls that the new generation has while it is compared; 0 replaces at once.
  package var share = 5
  /// So many calls of the new generation are compared.
  package var calls = 20
  /// The new generation is worse if its errors are so many points of per cent more.
  package var errors = 5.0
  /// The new generation is worse if its calls are so many times as long: the quickest, and on a calm machine the median
  /// or the 95th percentile.
  package var latency = 2.0
  /// Nobody asked the agent for so long: there is nothing to compare, and the new generation takes its place.
  package var quiet = Nanoseconds.seconds(2)
  /// What was seen by then decides.
  package var timeout = Nanoseconds.seconds(30)
  /// Whether the new generation keeps its share until an operator promotes it or takes it back. It is taken back by
  /// itself all the same if it is worse.
  package var hold = false

  package init() {}

  /// Without any comparison.
  package static let atOnce: ReplacementPolicy = {
    var policy = ReplacementPolicy()
    policy.share = 0
    return policy
  }()

  /// The bounds wherever a share is named.
  package static let shares = 0...100
}
