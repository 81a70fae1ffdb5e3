internal import CPlatform
internal import CSodium
internal import Synchronization

/// SHA-256 of what an agent is made of.
///
/// libsodium is always there. libcrypto is two to four times faster, as the processor's own instructions allow, but
/// takes one to two milliseconds to load and begin, so it is only asked once so much work has been seen that the rest
/// may be as much again, and only if it is installed.
package enum Digest {
  private typealias Fetch =
    @convention(c) (OpaquePointer?, UnsafePointer<CChar>, UnsafePointer<CChar>?) -> OpaquePointer?
  private typealias OneShot =
    @convention(c) (
      UnsafeRawPointer, Int, UnsafeMutablePointer<UInt8>, UnsafeMutablePointer<UInt32>?, OpaquePointer, OpaquePointer?
    ) -> Int32

  /// Bytes that have to be hashed before libcrypto pays for its own loading.
  private static let worthwhile = 512 << 10
  private static let hashed = Atomic<Int>(0)
  /// libcrypto's function and the algorithm it is given, both for ever. The algorithm is looked up once, which costs as
  /// much as hashing a small library.
  private nonisolated(unsafe) static let fast: (hash: OneShot, algorithm: OpaquePointer)? = {
    guard let library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE),
      let hash = dlsym(library, "EVP_Digest"), let fetch = dlsym(library, "EVP_MD_fetch"),
      let algorithm = unsafeBitCast(fetch, to: Fetch.self)(nil, "SHA256", nil)
    else { return nil }
    return (unsafeBitCast(hash, to: OneShot.self), algorithm)
  }()

  /// 64 lower-case hexadecimal digits.
  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    let (_, total) = hashed.add(bytes.count, ordering: .relaxed)
    return hexadecimal(total > worthwhile ? fastest(bytes) : base(bytes))
  }

  /// libsodium's answer.
  static func base(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    _ = crypto_hash_sha256(&digest, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    return digest
  }

  /// libcrypto's answer if it is installed.
  static func fastest(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    guard let fast, let start = bytes.baseAddress else { return base(bytes) }
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    return fast.hash(start, bytes.count, &digest, nil, fast.algorithm, nil) == 1 ? digest : base(bytes)
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits: StaticString = "0123456789abcdef"
    return String(unsafeUninitializedCapacity: bytes.count * 2) { text in
      for (place, byte) in bytes.enumerated() {
        text[place * 2] = digits.utf8Start[Int(byte >> 4)]
        text[place * 2 + 1] = digits.utf8Start[Int(byte & 15)]
      }
      return bytes.count * 2
    }
  }
}
