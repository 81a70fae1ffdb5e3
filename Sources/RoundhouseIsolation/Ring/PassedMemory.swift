internal import CPlatform
internal import RoundhouseModel

/// A payload too long for a ring: a memory file that goes over the control socket before its frame does.
///
/// It is read with `pread` and never mapped, because its sender could cut it short under the reader.
struct PassedMemory: ~Copyable {
  private let descriptor: Int32

  deinit { close(descriptor) }

  /// Copies a payload into a memory file.
  /// - Returns: nil if the system has no memory or no descriptor for it.
  static func holding(_ payload: UnsafeRawBufferPointer) -> PassedMemory? {
    let descriptor = platform_memfd("roundhouse:payload")
    guard descriptor >= 0 else { return nil }
    let memory = PassedMemory(owning: descriptor)
    var rest = payload
    while !rest.isEmpty {
      let count = write(descriptor, rest.baseAddress, rest.count)
      if count < 0, platform_errno() == EINTR { continue }
      guard count > 0 else { return nil }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return memory
  }

  private init(owning descriptor: Int32) { self.descriptor = descriptor }

  /// Hands it over. Never blocks.
  /// - Returns: whether it went.
  borrowing func send(over control: Int32) -> Bool {
    var descriptor = descriptor
    var mark: UInt8 = 1
    return platform_send(control, &mark, 1, &descriptor, 1) == 0
  }

  /// Takes the oldest one that waits in the socket and reads it. Never blocks.
  /// - Returns: nil if there is none, or it is shorter than it should be.
  static func take(from control: Int32, size: Int) -> [UInt8]? {
    var mark: UInt8 = 0
    var number: Int32 = -1
    var count = 1
    let got = platform_receive(control, &mark, 1, &number, &count, Int32(MSG_DONTWAIT))
    guard got == 1, count == 1 else { return nil }
    return PassedMemory(owning: number).bytes(size)
  }

  private borrowing func bytes(_ size: Int) -> [UInt8]? {
    var status = stat()
    // Files of other kinds could keep their reader waiting: only memory has seals, whichever they are.
    guard platform_has_seals(descriptor) != 0, fstat(descriptor, &status) == 0, status.st_size >= size else {
      return nil
    }
    // As in `init(copyingOnce:count:)`.
    guard size > 0 else { return [] }
    let descriptor = descriptor
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, filled in
      while filled < size {
        let count = pread(descriptor, room.baseAddress.map { $0 + filled }, size - filled, off_t(filled))
        if count < 0, platform_errno() == EINTR { continue }
        guard count > 0 else {
          isWhole = false
          return
        }
        filled += count
      }
    }
    return isWhole ? bytes : nil
  }
}
