internal import CPlatform
internal import RoundhouseModel

/// The memory of one call: first the room it is given, then blocks of its own. Everything is freed at its end.
struct FFIArena: ~Copyable {
  private var next: UnsafeMutableRawPointer?
  private var left: Int
  private var blocks: [UnsafeMutableRawPointer] = []
  private var total = 0

  /// - Parameter room: 16-byte aligned memory that outlives the arena.
  init(room: UnsafeMutableRawBufferPointer) {
    next = room.baseAddress
    left = room.count & ~15
  }

  /// Zeroed memory for so many bytes, at least one, aligned to 16.
  mutating func allocate(_ size: Int) throws(FFIFault) -> UnsafeMutableRawPointer {
    let size = (max(1, size) + 15) & ~15
    if size <= left, let place = next {
      next = place + size
      left -= size
      memset(place, 0, size)
      return place
    }
    total += size
    guard total <= FFILimits.callMemory, let block = calloc(1, size) else {
      throw FFIFault(.overloaded, "the call needs more than \(FFILimits.callMemory >> 20) MiB", isRetryable: false)
    }
    blocks.append(block)
    return block
  }

  /// Gives the blocks away, to be freed by somebody else.
  mutating func surrender() -> [UnsafeMutableRawPointer] {
    defer { blocks = [] }
    return blocks
  }

  deinit { for block in blocks { free(block) } }
}
