/// A handle as JSON sees it: `sqlite.db:1f-5e0c…`, its type, its place, and 128 random bits.
struct FFIHandleName: Equatable, Sendable {
  var place: Int
  var high: UInt64
  var low: UInt64

  init(place: Int) {
    self.place = place
    // The system's generator: names must not be guessable.
    high = .random(in: .min ... .max)
    low = .random(in: .min ... .max)
  }

  /// Reads what stands behind the colon; nil if that cannot be one.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, 1...8 ~= parts[0].utf8.count, parts[1].utf8.count == 32,
      let place = Int(parts[0], radix: 16), place >= 0, let high = UInt64(parts[1].prefix(16), radix: 16),
      let low = UInt64(parts[1].dropFirst(16), radix: 16)
    else { return nil }
    self.place = place
    self.high = high
    self.low = low
  }

  func text(type: String) -> String {
    "\(type):\(String(place, radix: 16))-\(Self.padded(high))\(Self.padded(low))"
  }

  private static func padded(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
