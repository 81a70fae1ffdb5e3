internal import CPlatform
internal import Glibc

/// An open file or folder, closed once: when its owner lets go of it.
struct FileDescriptor: ~Copyable {
  let number: Int32

  /// Takes over a number that nobody else closes.
  init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Gives the number away: whoever takes it closes it.
  consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// Opens a path relative to a folder; never waits (for a named pipe's other end, say) and is never inherited.
  static func open(
    _ path: [UInt8], in folder: Int32 = AT_FDCWD, flags: Int32 = 0
  ) throws(SystemError) -> FileDescriptor {
    let number = (path + [0]).withUnsafeBytes { bytes in
      openat(folder, bytes.assumingMemoryBound(to: CChar.self).baseAddress!, O_RDONLY | O_NONBLOCK | O_CLOEXEC | flags)
    }
    guard number >= 0 else { throw SystemError(code: platform_errno()) }
    return FileDescriptor(owning: number)
  }

  /// Opens a folder.
  static func folder(_ path: [UInt8], in folder: Int32 = AT_FDCWD) throws(SystemError) -> FileDescriptor {
    try open(path, in: folder, flags: O_DIRECTORY)
  }

  /// Reads a file from here to its end, at most so many bytes.
  borrowing func read(atMost limit: Int, expecting size: Int = 4096) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(max(size + 1, 512), 65_536))
    while bytes.count < limit {
      let wanted = min(chunk.count, limit - bytes.count)
      let count = chunk.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress, wanted) }
      if count >= 0 {
        bytes.append(contentsOf: chunk[..<count])
        // Only a file's end makes a read short.
        if count < wanted { break }
      } else if platform_errno() != EINTR {
        throw SystemError(code: platform_errno())
      }
    }
    return bytes
  }
}
