/// Something that was sent to a run from outside: what a person says, or decides.
package struct RunMessage: Sendable, Equatable {
  package var bytes: [UInt8]
  /// Who sent it; empty if nobody said.
  package var sender: String
  /// When it came: milliseconds since 1970.
  package var at: Int64

  package init(bytes: [UInt8], sender: String, at: Int64) {
    self.bytes = bytes
    self.sender = sender
    self.at = at
  }
}
