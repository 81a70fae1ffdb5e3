// SPDX-License-Identifier: Apache-2.0

/// What makes a program take one of several ways.
enum Branches {
  private static let words = [
    "if", "elif", "elsif", "for", "while", "case", "catch", "except", "guard", "when", "unless", "and", "or",
  ].map { Array($0.utf8) }
  private static let signs = ["&&", "||", " ? ", "??"].map { Array($0.utf8) }

  static func count(in code: [UInt8]) -> Int {
    words.reduce(0) { $0 + code.places(ofName: $1).count } + signs.reduce(0) { $0 + occurrences(of: $1, in: code) }
  }

  private static func occurrences(of sign: [UInt8], in code: [UInt8]) -> Int {
    var (count, start) = (0, 0)
    while let place = code.firstPlace(of: sign, from: start) {
      count += 1
      start = place + sign.count
    }
    return count
  }
}
