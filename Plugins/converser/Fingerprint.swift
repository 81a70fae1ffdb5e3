// SPDX-License-Identifier: Apache-2.0

/// A number that the same texts always have (FNV-1a), so that what looks like a whim is the same every time.
enum Fingerprint {
  static func of(_ texts: String...) -> UInt64 {
    texts.joined(separator: "\n").utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }
}
