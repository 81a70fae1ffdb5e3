// SPDX-License-Identifier: Apache-2.0

/// Values that stand where a secret will be, and are none.
enum Placeholder {
  private static let words = [
    "example", "changeme", "change_me", "placeholder", "your", "xxxx", "dummy", "redacted", "****", "....", "todo",
    "insert", "replace", "sample", "test",
  ].map { Array($0.utf8) }

  /// What stands where a form is shown: `user:password@host`.
  private static let names = ["password", "passwd", "passphrase", "secret", "pass"].map { Array($0.utf8) }

  static func isOne(_ value: ArraySlice<UInt8>) -> Bool {
    let lower = value.map(\.lowercased)
    if names.contains(where: lower.elementsEqual) { return true }
    if words.contains(where: { lower.firstPlace(of: $0) != nil }) { return true }
    // Filled in when it runs: ${X}, {{X}}, <X>, $X, %s, \(X), process.env.X.
    guard let first = value.first else { return true }
    if [UInt8(ascii: "$"), .openBrace, UInt8(ascii: "<"), UInt8(ascii: "%"), .backslash].contains(first) {
      return true
    }
    return lower.contains("env.") || lower.contains("environ") || lower.contains("getenv")
  }
}
