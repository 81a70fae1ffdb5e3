/// What an agent may use. 0 means: the host's own default.
package struct Limits: Sendable, Equatable {
  /// Bytes of memory (worker tier).
  package var memory: UInt64 = 0
  /// Cores (worker tier).
  package var cpu: Double = 0
  package var files = 0
  package var processes = 0
  /// Calls that may wait for a place.
  package var queue = 64
  /// Bytes of key-value state over all scopes.
  package var state: UInt64 = 64 << 20
  /// Bytes of one answer.
  package var reply: UInt64 = 64 << 20

  package init() {}
}
