internal import CPlatform

/// Reads memory that a library merely says is there: a wild address is nil instead of a crash.
///
/// The kernel copies, through a pipe, and reports a bad address as an error.
struct MemoryProbe: ~Copyable {
  private let output: Descriptor
  private let input: Descriptor

  /// nil if no more files can be opened.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else { return nil }
    output = Descriptor(owning: ends[0])
    input = Descriptor(owning: ends[1])
  }

  /// Copies bytes from an address; nil if they are not all readable.
  /// - Parameter count: at most 4096, which a pipe takes at once or not at all.
  borrowing func copy(_ address: UInt, count: Int) -> [UInt8]? {
    precondition(count <= 4096, "a probe goes through one page of a pipe")
    guard let pointer = UnsafeRawPointer(bitPattern: address), write(input.number, pointer, count) == count else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: count)
    guard read(output.number, &bytes, count) == count else { return nil }
    return bytes
  }
}
