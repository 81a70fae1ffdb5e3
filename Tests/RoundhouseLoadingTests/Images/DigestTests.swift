import FixtureBuilder
import Testing

@testable import RoundhouseLoading

/// Two implementations, one answer.
struct DigestTests {
  @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 119, 1000, 65_536, 1_000_003])
  func `Both implementations agree`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    bytes.withUnsafeBytes { #expect(Digest.base($0) == Digest.fastest($0)) }
  }

  @Test func `The digest is written as everybody writes it`() {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    Array("abc".utf8).withUnsafeBytes { #expect(Digest.sha256($0) == expected) }
  }
}
