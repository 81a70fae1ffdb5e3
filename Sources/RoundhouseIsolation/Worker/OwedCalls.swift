internal import CPlatform
internal import Synchronization

/// The host's token of each call that this worker has, by place: whoever takes it out answers the host, so that each
/// call is answered once whatever threads meet over it.
struct OwedCalls: Sendable {
  // One for the life of the process.
  private nonisolated(unsafe) let tokens: UnsafeMutablePointer<Atomic<UInt64>>
  private static let capacity = 1 << 16

  init() {
    let size = OwedCalls.capacity * MemoryLayout<Atomic<UInt64>>.stride
    guard let memory = platform_reserve(size) else { fatalError("no address space for the calls of a worker") }
    tokens = memory.bindMemory(to: Atomic<UInt64>.self, capacity: OwedCalls.capacity)
  }

  private func place(_ token: UInt64) -> Int { Int(token & 0xFFFF) }

  func put(_ host: UInt64) { tokens[place(host)].store(host, ordering: .releasing) }

  /// The host's token behind one of ours, which has the same place; 0 if it was answered already.
  func take(_ token: UInt64) -> UInt64 { tokens[place(token)].exchange(0, ordering: .acquiringAndReleasing) }

  func peek(_ token: UInt64) -> UInt64 { tokens[place(token)].load(ordering: .acquiring) }
}
