import CPlatform
import Glibc
import Synchronization
import Testing

@testable import RoundhouseIsolation

@Suite struct FrameWriterTests {
  @Test(arguments: [0, 1, 63, 64, 65, FrameWriter.inlineLimit - 1, FrameWriter.inlineLimit])
  func `a short payload and its texts stand behind the head`(_ size: Int) throws {
    let memory = RingMemory(4096)
    var writer = FrameWriter(memory.writer(), control: -1)
    let (payload, texts) = ((0..<size).map { UInt8(truncatingIfNeeded: $0) }, Array("some texts".utf8))
    var wasCopied = false
    let isSent = try payload.withUnsafeBytes { payload in
      try texts.withUnsafeBytes { texts in
        try writer.put(FrameHead(.complete, call: 7), payload: payload, texts: texts, memory: nil) {
          wasCopied = true
          #expect(memory.tail.pointee.word.load(ordering: .relaxed) == 0, "nobody sees it before")
        }
      }
    }
    #expect(isSent && wasCopied)
    var reader = memory.reader()
    var head = FrameHead(.filler)
    let body = try #require(try reader.next(&head))
    #expect(head.call == 7 && !head.has(FrameFlag.large))
    #expect([UInt8](copyingOnce: body, count: head.inlinePayload) == payload)
    #expect([UInt8](copyingOnce: body + head.inlinePayload, count: Int(head.texts)) == texts)
  }

  @Test func `a long payload goes beside the ring, and stays out of it if it cannot`() throws {
    var ends: [Int32] = [-1, -1]
    try #require(platform_socket_pair(&ends) == 0)
    defer { for end in ends { close(end) } }
    let memory = RingMemory(4096)
    var writer = FrameWriter(memory.writer(), control: ends[0])
    let payload = [UInt8](repeating: 9, count: FrameWriter.inlineLimit + 1)
    try payload.withUnsafeBytes { bytes in
      let none = UnsafeRawBufferPointer(start: nil, count: 0)
      let file = FrameWriter.memory(for: bytes)
      let isSent = try writer.put(FrameHead(.complete), payload: bytes, texts: none, memory: file, copied: {})
      let isSentWithout = try writer.put(FrameHead(.complete), payload: bytes, texts: none, memory: nil, copied: {})
      #expect(isSent && !isSentWithout)
    }
    var reader = memory.reader()
    var head = FrameHead(.filler)
    #expect(try reader.next(&head) != nil)
    #expect(head.lines == 1 && head.has(FrameFlag.large) && Int(head.payload) == payload.count)
    #expect(PassedMemory.take(from: ends[1], size: Int(head.payload)) == payload)
    reader.release(head)
    #expect(try reader.next(&head) == nil, "the one that did not go is not there")
  }

  @Test func `a short payload needs no memory of its own`() {
    let bytes = [UInt8](repeating: 0, count: FrameWriter.inlineLimit)
    bytes.withUnsafeBytes { bytes in
      let file = FrameWriter.memory(for: bytes)
      let isNone = file == nil
      #expect(isNone)
    }
  }
}
