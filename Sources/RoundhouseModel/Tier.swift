/// Where an instance lives.
package enum Tier: String, Sendable, CaseIterable {
  /// In the host's own process: full trust, the price of a function call.
  case host
  /// In a process of its own.
  case worker
}
