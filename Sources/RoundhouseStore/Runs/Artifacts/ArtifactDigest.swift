internal import CSodium

/// The name of a payload that lies in a file: the SHA-256 of its bytes.
struct ArtifactDigest: Hashable, Sendable {
  /// 32 of them, as rows have them.
  let bytes: [UInt8]

  /// Of a payload.
  init(of payload: [UInt8]) {
    var bytes = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    _ = crypto_hash_sha256(&bytes, payload, UInt64(payload.count))
    self.bytes = bytes
  }

  /// Of a row.
  init(stored bytes: [UInt8]) { self.bytes = bytes }

  /// Of a file's name; nil for one that is none.
  init?(name: String) {
    guard name.utf8.count == 2 * Int(crypto_hash_sha256_BYTES) else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for letter in name.utf8 {
      guard let digit = Self.letters.firstIndex(of: letter) else { return nil }
      if let first = high {
        bytes.append(first << 4 | UInt8(digit))
        high = nil
      } else {
        high = UInt8(digit)
      }
    }
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
  var name: String {
    String(decoding: bytes.flatMap { [Self.letters[Int($0 >> 4)], Self.letters[Int($0 & 15)]] }, as: UTF8.self)
  }

  private static let letters = Array("0123456789abcdef".utf8)
}
