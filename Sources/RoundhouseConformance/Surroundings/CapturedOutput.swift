internal import CPlatform

/// Standard output and standard error as a file in memory, so that what an agent writes to them can be read.
struct CapturedOutput: ~Copyable {
  private let memory: Int32
  private let kept: [Int32]

  /// nil if the system has no descriptors left.
  init?() {
    memory = platform_memfd("roundhouse-output")
    guard memory >= 0 else { return nil }
    kept = [dup(1), dup(2)]
    dup2(memory, 1)
    dup2(memory, 2)
  }

  /// Puts the streams back.
  /// - Returns: what was written to them meanwhile.
  consuming func end() -> [UInt8] {
    fflush(nil)
    for (stream, descriptor) in kept.enumerated() {
      dup2(descriptor, Int32(stream + 1))
      close(descriptor)
    }
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = pread(memory, &bytes, bytes.count, 0)
    close(memory)
    return Array(bytes.prefix(max(0, count)))
  }
}
