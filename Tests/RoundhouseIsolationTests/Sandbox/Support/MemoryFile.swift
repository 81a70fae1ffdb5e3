import CPlatform
import FixtureBuilder
import Glibc

/// A file in memory, closed with its owner.
final class MemoryFile: Sendable {
  let descriptor: Int32

  init(_ bytes: [UInt8], isSealed: Bool = false) throws {
    descriptor = platform_memfd("test")
    guard descriptor >= 0, write(descriptor, bytes, bytes.count) == bytes.count else {
      throw FixtureError("no file in memory")
    }
    if isSealed, platform_seal(descriptor) != 0 { throw FixtureError("it cannot be sealed") }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  var text: String {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return String(decoding: bytes[..<max(0, count)], as: UTF8.self)
  }
}
