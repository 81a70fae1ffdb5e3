// SPDX-License-Identifier: Apache-2.0
import Glibc

/// How random a text is.
enum Entropy {
  /// Shannon's measure over the text's own characters, in bits for each.
  static func bits(_ text: some Collection<UInt8>) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for byte in text { counts[Int(byte)] += 1 }
    let whole = Double(text.count)
    return counts.reduce(0) { sum, count in
      count == 0 ? sum : sum - Double(count) / whole * log2(Double(count) / whole)
    }
  }

  /// A token in quotes that mixes upper case, lower case and digits as only chance does.
  ///
  /// Words, paths and identifiers have fewer digits or stay below the bits; digests in hexadecimal are no secrets.
  static func randomToken(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    for part in text.split(whereSeparator: { $0 == .quote || $0 == .apostrophe || $0 == .backtick }) {
      guard 24...256 ~= part.count, part.allSatisfy(isOfToken) else { continue }
      let digits = part.count { $0.isDigit }
      guard digits >= 3, part.count(where: \.isUpper) >= 4, part.count(where: \.isLower) >= 4 else { continue }
      guard part.count(where: { $0 == .slash }) < 3, bits(part) >= 4.1 else { continue }
      return part
    }
    return nil
  }

  private static func isOfToken(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == .plus || byte == .slash || byte == .equals || byte == .minus
      || byte == UInt8(ascii: "_")
  }
}
