internal import CPlatform

/// `/v1/call/{capability}` or `/v1/call/{capability}@{version}`, taken apart without a copy.
struct CallPath {
  /// Points into the path.
  let capability: UnsafeRawBufferPointer
  /// 0 if the path names none.
  let version: UInt32

  private static let prefix: StaticString = "/v1/call/"

  /// Nil for any other path, and for a version that is not an integer from 1 to 4294967295.
  init?(_ path: UnsafePointer<CChar>) {
    let prefix = Self.prefix.utf8CodeUnitCount
    guard strncmp(path, UnsafeRawPointer(Self.prefix.utf8Start).assumingMemoryBound(to: CChar.self), prefix) == 0
    else { return nil }
    let rest = UnsafeRawBufferPointer(start: path + prefix, count: strlen(path + prefix))
    guard let at = rest.lastIndex(of: UInt8(ascii: "@")) else {
      self.init(rest, version: 0)
      return
    }
    guard let version = Self.integer(UnsafeRawBufferPointer(rebasing: rest[(at + 1)...])) else { return nil }
    self.init(UnsafeRawBufferPointer(rebasing: rest[..<at]), version: version)
  }

  private init?(_ capability: UnsafeRawBufferPointer, version: UInt32) {
    guard !capability.isEmpty, !capability.contains(UInt8(ascii: "/")) else { return nil }
    self.capability = capability
    self.version = version
  }

  private static func integer(_ digits: UnsafeRawBufferPointer) -> UInt32? {
    guard !digits.isEmpty, digits.count <= 10 else { return nil }
    var value: UInt64 = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      value = value * 10 + UInt64(digit & 15)
    }
    return value == 0 ? nil : UInt32(exactly: value)
  }
}
