internal import CPlatform
internal import CSodium
internal import Synchronization

/// SHA-256 of a library's bytes.
///
/// libsodium is always there. libcrypto is two to four times faster, as the processor's own instructions allow, but
/// takes one to two milliseconds to load and begin, so it is only asked once so much work has been seen that the rest
/// may be as much again, and only if it is installed.
enum Digest {
  private typealias OneShot = @convention(c) (UnsafeRawPointer, Int, UnsafeMutablePointer<UInt8>) -> UnsafeRawPointer?

  /// Bytes that have to be hashed before libcrypto pays for its own loading.
  private static let worthwhile = 512 << 10
  private static let hashed = Atomic<Int>(0)
  private static let fast: OneShot? = {
    guard let library = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE),
      let symbol = dlsym(library, "SHA256")
    else { return nil }
    return unsafeBitCast(symbol, to: OneShot.self)
  }()

  /// 64 lower-case hexadecimal digits.
  static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
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
    return fast(start, bytes.count, &digest) == nil ? base(bytes) : digest
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
