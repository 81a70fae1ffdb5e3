import CPlatform
import Testing

@testable import RoundhouseLoading

/// Reading at addresses that may be wrong.
struct MemoryProbeTests {
  @Test(arguments: [true, false])
  func `What is there is copied, what is not is nil, and the probe goes on working`(isDirect: Bool) throws {
    guard let probe = MemoryProbe(isDirect: isDirect) else {
      Issue.record("no pipe")
      return
    }
    let page = try #require(platform_reserve(8192))
    defer { platform_release(page, 8192) }
    page.storeBytes(of: 42, toByteOffset: 4096 - 8, as: UInt64.self)
    #expect(mprotect(page + 4096, 4096, PROT_NONE) == 0)
    let last = UInt(bitPattern: page) + 4096 - 8
    func copy(_ address: UInt, _ count: Int) -> [UInt8]? { probe.copy(address, count: count) }
    for _ in 0..<100 {
      #expect(copy(last, 8) == [42, 0, 0, 0, 0, 0, 0, 0])
      #expect(copy(last, 9) == nil)
      #expect(copy(0, 1) == nil)
      #expect(copy(0x1000, 16) == nil)
      #expect(copy(UInt.max - 4, 16) == nil)
    }
  }
}
