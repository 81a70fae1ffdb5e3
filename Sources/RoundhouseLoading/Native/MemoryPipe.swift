internal import CPlatform

/// A pipe from this process to itself, through which the kernel copies memory that may not be there.
struct MemoryPipe: ~Copyable {
  private let output: Descriptor
  private let input: Descriptor

  /// nil if no more files can be opened.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else { return nil }
    output = Descriptor(owning: ends[0])
    input = Descriptor(owning: ends[1])
  }

  /// Fills an array, of at most 4096 bytes, from an address.
  /// - Returns: whether all of it can be read.
  borrowing func copy(_ address: UInt, into bytes: inout [UInt8]) -> Bool {
    let count = bytes.count
    guard let pointer = UnsafeRawPointer(bitPattern: address), write(input.number, pointer, count) == count else {
      return false
    }
    return read(output.number, &bytes, count) == count
  }
}
