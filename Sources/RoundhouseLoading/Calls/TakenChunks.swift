/// Chunks that were taken out of a streaming call. Owns their memory.
package struct TakenChunks: ~Copyable, Sendable {
  // Allocated by the slot's `append`, taken over with `takeChunks`, freed here; nobody else knows it any more.
  private nonisolated(unsafe) let memory: UnsafeMutablePointer<UInt8>
  private let count: Int
  /// Whether the agent is to be told that there is room again.
  package let wantsResume: Bool

  init(_ memory: UnsafeMutablePointer<UInt8>, count: Int, wantsResume: Bool) {
    self.memory = memory
    self.count = count
    self.wantsResume = wantsResume
  }

  deinit { memory.deallocate() }

  /// Hands out each chunk, in order; valid until `use` returns.
  package borrowing func forEach(_ use: (UnsafeRawBufferPointer) -> Void) {
    var rest = UnsafeRawBufferPointer(start: memory, count: count)[...]
    // Each stands behind its length.
    while rest.count >= 4 {
      let size = Int(UnsafeRawBufferPointer(rebasing: rest.prefix(4)).loadUnaligned(as: UInt32.self))
      use(UnsafeRawBufferPointer(rebasing: rest.dropFirst(4).prefix(size)))
      rest = rest.dropFirst(4 + size)
    }
  }
}
