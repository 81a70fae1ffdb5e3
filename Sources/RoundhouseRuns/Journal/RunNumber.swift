/// A run's number: milliseconds since 1970 and a counter within them, so that later runs have higher ones. Shown as
/// `run_` and thirteen letters and digits.
package struct RunNumber: RawRepresentable, Sendable, Hashable, Comparable {
  package let rawValue: Int64

  package init(rawValue: Int64) { self.rawValue = rawValue }

  /// - Parameters:
  ///   - time: milliseconds since 1970.
  ///   - count: only the lower 20 bits count.
  init(time: Int64, count: Int64) { rawValue = time << 20 | count & 0xF_FFFF }

  /// When it was given, in milliseconds since 1970; about when its run began.
  package var time: Int64 { rawValue >> 20 }

  package static func < (a: RunNumber, b: RunNumber) -> Bool { a.rawValue < b.rawValue }

  // Crockford's alphabet: no letter looks like a digit or another letter.
  private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private static let prefix = "run_"
}

extension RunNumber: CustomStringConvertible {
  package var description: String {
    let digits = (0..<13).reversed().map { RunNumber.letters[Int(rawValue >> (5 * Int64($0)) & 31)] }
    return RunNumber.prefix + String(decoding: digits, as: UTF8.self)
  }

  /// Reads what `description` writes; nil for anything else.
  package init?(_ text: String) {
    guard text.hasPrefix(RunNumber.prefix), text.utf8.count == RunNumber.prefix.utf8.count + 13 else { return nil }
    var value: Int64 = 0
    for byte in text.utf8.dropFirst(RunNumber.prefix.utf8.count) {
      guard let digit = RunNumber.letters.firstIndex(of: byte), value >> 58 == 0 else { return nil }
      value = value << 5 | Int64(digit)
    }
    rawValue = value
  }
}
