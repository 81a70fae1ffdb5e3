internal import CPlatform

/// Reads memory that a library merely says is there: a wild address is nil instead of a crash.
///
/// The kernel copies, and reports a bad address as an error: from this process to itself, or, where a sandbox forbids
/// that call, through a pipe.
struct MemoryProbe: ~Copyable {
  private let pipe: MemoryPipe?

  /// Whether the kernel lets this process copy from itself.
  private static let isDirect: Bool = {
    var (from, into): (UInt8, UInt8) = (1, 0)
    return withUnsafePointer(to: &from) { platform_peek(UInt(bitPattern: $0), &into, 1) } == 1
  }()

  /// nil if a pipe is needed and no more files can be opened.
  init?(isDirect: Bool = MemoryProbe.isDirect) {
    guard !isDirect else {
      pipe = nil
      return
    }
    guard let pipe = MemoryPipe() else { return nil }
    self.pipe = consume pipe
  }

  /// Copies bytes from an address; nil if they are not all readable.
  /// - Parameter count: at most 4096, which a pipe takes at once or not at all.
  borrowing func copy(_ address: UInt, count: Int) -> [UInt8]? {
    precondition(count <= 4096, "a probe goes through one page of a pipe")
    var bytes = [UInt8](repeating: 0, count: count)
    return copy(address, into: &bytes) ? bytes : nil
  }

  private borrowing func copy(_ address: UInt, into bytes: inout [UInt8]) -> Bool {
    let count = bytes.count
    guard !address.addingReportingOverflow(UInt(count)).overflow else { return false }
    switch pipe {
    case .some(let pipe): return pipe.copy(address, into: &bytes)
    case .none: return platform_peek(address, &bytes, count) == count
    }
  }
}
