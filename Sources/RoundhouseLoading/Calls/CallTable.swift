internal import CRoundhouse
internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The places of all calls of this process, found by token.
///
/// A token is `generation << 16 | index`. Whatever an agent hands in as a token is masked to an index inside the table
/// and compared with the slot's own word, so a late, double or invented token is a refused operation and never a
/// stray pointer. The memory is reserved once, takes room as it is used, and is never given back.
package enum CallTable {
  package static let capacity = 1 << 16
  /// Bytes of chunks that may wait for a reader who takes them as they come.
  static let streamRoom = 256 << 10
  /// Answers up to this size keep their buffer for the slot's next call.
  static let keptBuffer = 64 << 10

  /// Readers keep this pointer: reaching a lazy global costs more than the whole look-up.
  package nonisolated(unsafe) static let slots: UnsafeMutablePointer<CallSlot> = {
    let size = capacity * MemoryLayout<CallSlot>.stride
    guard let memory = platform_reserve(size) else { fatalError("no address space for \(size) bytes of call slots") }
    return memory.bindMemory(to: CallSlot.self, capacity: capacity)
  }()

  private struct Free {
    var indexes: [UInt32] = []
    var fresh: UInt32 = 0
  }
  private static let free = Mutex(Free())

  /// How many places were ever used: grows no further once calls only use again what others gave back.
  package static var touched: Int { free.withLock { Int($0.fresh) } }

  /// Moves up to `count` free slots to the caller's own list.
  package static func take(_ count: Int, into list: inout [UInt32]) {
    free.withLock { free in
      for _ in 0..<count {
        if let index = free.indexes.popLast() {
          list.append(index)
        } else if free.fresh < UInt32(capacity) {
          (slots + Int(free.fresh)).prepare()
          list.append(free.fresh)
          free.fresh += 1
        } else {
          return
        }
      }
    }
  }

  /// Takes back free slots from a thread that has too many, or ends.
  package static func give(_ indexes: some Collection<UInt32>) {
    free.withLock { $0.indexes.append(contentsOf: indexes) }
  }

  /// The slot a token points at; whether the token is still good is for the slot's word to say.
  @inline(__always)
  static func slot(_ token: UInt64, in slots: UnsafeMutablePointer<CallSlot>) -> UnsafeMutablePointer<CallSlot> {
    slots + Int(token & 0xFFFF)
  }
}

extension CallTable {
  /// Ends a call that its waiter had abandoned and gives its place back.
  package static func release(_ token: UInt64) {
    slot(token, in: slots).release(token)
    give([UInt32(token & 0xFFFF)])
  }
}
