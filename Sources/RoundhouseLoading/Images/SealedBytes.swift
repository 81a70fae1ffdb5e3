internal import CPlatform
internal import RoundhouseModel

/// The bytes of a sealed memory while they are looked at.
///
/// Small ones are read, because taking a mapping away stops every thread of the process for a moment; a sealed memory
/// reads the same for ever, so both show what will be mapped.
struct SealedBytes: ~Copyable {
  private static let smallSize = 256 << 10

  let all: UnsafeRawBufferPointer
  private let isMapped: Bool

  init(_ memory: borrowing Descriptor, _ size: Int, _ path: String) throws(RoundhouseError) {
    isMapped = size > SealedBytes.smallSize
    guard !isMapped else {
      guard let start = platform_map(memory.number, size) else {
        throw ImageCopy.failed("could not be looked at", platform_errno(), path)
      }
      all = UnsafeRawBufferPointer(start: start, count: size)
      return
    }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    let number = memory.number
    guard Descriptor.retrying({ pread(number, room.baseAddress, size, 0) }) == size else {
      let error = platform_errno()
      room.deallocate()
      throw ImageCopy.failed("could not be looked at", error, path)
    }
    all = UnsafeRawBufferPointer(room)
  }

  deinit {
    if !isMapped {
      all.deallocate()
    } else if let start = all.baseAddress {
      platform_release(UnsafeMutableRawPointer(mutating: start), all.count)
    }
  }
}
