@testable import RoundhouseLoading

extension ElfImage {
  /// The same over any bytes.
  init(_ bytes: some Collection<UInt8>) throws(ElfDefect) {
    self = try Array(bytes).checked().get()
  }
}

extension [UInt8] {
  fileprivate func checked() -> Result<ElfImage, ElfDefect> {
    withUnsafeBytes { bytes in
      do throws(ElfDefect) { return .success(try ElfImage(bytes)) } catch { return .failure(error) }
    }
  }

  /// A number as this machine writes it.
  func load(at place: Int) -> UInt64 {
    withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
  }

  mutating func store(_ value: UInt64, at place: Int) {
    withUnsafeMutableBytes { $0.storeBytes(of: value, toByteOffset: place, as: UInt64.self) }
  }
}
