/// A named operation that an agent offers.
package struct Capability: Sendable, Equatable {
  /// Dotted lower case: `ticket.purchase`.
  package var name: String
  package var description = ""
  /// The major version of its input and output.
  package var version: UInt32 = 1
  /// JSON Schema texts; empty if not stated.
  package var input: [UInt8] = []
  package var output: [UInt8] = []
  package var isStreaming = false
  /// Whether asking twice does no more than asking once, so that a failed call may be repeated elsewhere.
  package var isIdempotent = false
  /// How long a call may take when the caller does not say.
  package var timeout: Nanoseconds = .seconds(30)
  /// What one call costs in the operator's units, for choosing and budgets.
  package var cost: Double = 0
  package var tags: [String] = []
  package var strategy: RoutingStrategy = .powerOfTwo

  package init(name: String) { self.name = name }
}
