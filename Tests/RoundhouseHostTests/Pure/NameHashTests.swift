import Testing

@testable import RoundhouseHost

/// Names as 128 bits.
struct NameHashTests {
  private let key = NameHash.Key()

  private func hash(_ name: String, _ version: UInt32 = 0) -> NameHash {
    var name = name
    return name.withUTF8 { NameHash(UnsafeRawBufferPointer($0), version: version, key: key) }
  }

  @Test func `the same name and version have the same hash, wherever they stand in memory`() {
    let name = "ticket.purchase"
    let bytes = Array("xx\(name)yy".utf8)
    let elsewhere = bytes.withUnsafeBytes {
      NameHash(UnsafeRawBufferPointer(rebasing: $0[2..<2 + name.utf8.count]), version: 3, key: key)
    }
    #expect(elsewhere == hash(name, 3))
  }

  @Test func `versions of a name differ in the index and share the fingerprint, which cells are proved by`() {
    let (any, first, second) = (hash("a.b"), hash("a.b", 1), hash("a.b", 2))
    #expect(Set([any.index, first.index, second.index]).count == 3)
    #expect(Set([any.fingerprint, first.fingerprint, second.fingerprint]).count == 1)
  }

  @Test func `no index is that of an empty entry, not even the empty name's`() {
    for length in 0..<64 { #expect(hash(String(repeating: "a", count: length)).index != 0) }
  }

  @Test func `a hundred thousand names that look alike do not collide`() {
    var indexes: Set<UInt64> = []
    var fingerprints: Set<UInt64> = []
    for number in 0..<100_000 {
      let hash = hash("cap.text.echo-\(number)")
      indexes.insert(hash.index)
      fingerprints.insert(hash.fingerprint)
    }
    #expect(indexes.count == 100_000)
    #expect(fingerprints.count == 100_000)
  }

  @Test func `names that differ in their length or in one byte at any place have other hashes`() {
    for length in 1..<40 {
      let name = String(repeating: "a", count: length)
      #expect(hash(name) != hash(name + "a"))
      for place in 0..<length {
        var bytes = Array(name.utf8)
        bytes[place] = UInt8(ascii: "b")
        let other = hash(String(decoding: bytes, as: UTF8.self))
        #expect(other.index != hash(name).index)
        #expect(other.fingerprint != hash(name).fingerprint)
      }
    }
  }
}
