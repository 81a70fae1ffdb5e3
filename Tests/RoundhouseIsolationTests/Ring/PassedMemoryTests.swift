import CPlatform
import Glibc
import Testing

@testable import RoundhouseIsolation

/// Long payloads beside the ring, and what else may come in their place.
@Suite struct PassedMemoryTests {
  /// A pair of sockets, closed with its owner.
  private final class Sockets {
    let here: Int32
    let there: Int32

    init() throws {
      var ends: [Int32] = [-1, -1]
      try #require(platform_socket_pair(&ends) == 0)
      (here, there) = (ends[0], ends[1])
    }

    deinit {
      close(here)
      close(there)
    }

    func send(_ descriptors: [Int32], bytes: Int = 1) throws {
      try #require(
        platform_send(there, [UInt8](repeating: 1, count: bytes), bytes, descriptors, descriptors.count) == 0)
    }
  }

  private var openDescriptors: Int { (0..<1024).count { fcntl($0, F_GETFD) >= 0 } }

  @Test func `a payload arrives as it was sent, and as long as is asked for`() throws {
    let sockets = try Sockets()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for size in [200_000, 100, 0] {
      let hasGone = bytes.withUnsafeBytes { PassedMemory.holding($0)?.send(over: sockets.there) }
      #expect(hasGone == true)
      #expect(PassedMemory.take(from: sockets.here, size: size) == Array(bytes.prefix(size)))
    }
    #expect(PassedMemory.take(from: sockets.here, size: 1) == nil, "nothing has come")
  }

  @Test func `what is shorter than it says is refused`() throws {
    let sockets = try Sockets()
    let file = try MemoryFile([1, 2, 3])
    try sockets.send([file.descriptor])
    #expect(PassedMemory.take(from: sockets.here, size: 4) == nil)
    try sockets.send([file.descriptor])
    #expect(PassedMemory.take(from: sockets.here, size: 3) == [1, 2, 3])
  }

  @Test func `what is no memory is refused, and nobody waits for it`() throws {
    let sockets = try Sockets()
    var pipe: [Int32] = [-1, -1]
    try #require(pipe2(&pipe, O_CLOEXEC) == 0)
    let others =
      [pipe[0], sockets.there, platform_open("/", O_RDONLY, 0), platform_open("/proc/self/maps", O_RDONLY, 0)]
      + [platform_open("/dev/zero", O_RDONLY, 0), platform_open("/bin/sh", O_RDONLY, 0), eventfd(1, 0)]
    let before = openDescriptors
    for descriptor in others {
      try sockets.send([descriptor])
      #expect(PassedMemory.take(from: sockets.here, size: 1) == nil, "\(descriptor)")
    }
    #expect(openDescriptors == before)
    for descriptor in others + [pipe[1]] where descriptor != sockets.there { close(descriptor) }
  }

  @Test func `messages of other shapes are refused, and their descriptors closed`() throws {
    let sockets = try Sockets()
    let file = try MemoryFile([1, 2, 3])
    let before = openDescriptors
    try sockets.send([])
    try sockets.send([file.descriptor, file.descriptor])
    try sockets.send([Int32](repeating: file.descriptor, count: 32))
    try sockets.send([file.descriptor], bytes: 100)
    for _ in 0..<4 { #expect(PassedMemory.take(from: sockets.here, size: 1) == nil) }
    #expect(openDescriptors == before)
    try sockets.send([file.descriptor])
    #expect(PassedMemory.take(from: sockets.here, size: 1) == [1], "what follows is not spoilt")
  }
}
