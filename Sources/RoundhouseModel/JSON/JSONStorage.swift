/// A text and its tape, shared by all nodes.
final class JSONStorage: Sendable {
  let bytes: [UInt8]
  let tape: [JSONEntry]

  init(bytes: [UInt8], tape: [JSONEntry]) {
    self.bytes = bytes
    self.tape = tape
  }
}
