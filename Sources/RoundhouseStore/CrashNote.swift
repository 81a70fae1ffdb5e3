/// What a host left as it crashed.
package struct CrashNote: Sendable, Equatable {
  /// Such as `SIGSEGV`.
  package var signal: String
  /// In whose call; empty if in nobody's.
  package var agent: String
  package var capability: String
  /// When, in Unix nanoseconds.
  package var time: Int64

  package init(signal: String, agent: String = "", capability: String = "", time: Int64) {
    (self.signal, self.agent, self.capability, self.time) = (signal, agent, capability, time)
  }
}
