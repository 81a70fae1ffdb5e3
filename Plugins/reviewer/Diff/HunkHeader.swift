// SPDX-License-Identifier: Apache-2.0

/// `@@ -1,3 +1,4 @@`: where a hunk begins and how many lines it has. A count that is missing is 1.
struct HunkHeader {
  private(set) var oldCount = 1
  private(set) var newStart = 1
  private(set) var newCount = 1

  /// nil if the line is no such header.
  init?(_ line: ArraySlice<UInt8>) {
    guard line.starts(with: "@@ -") else { return nil }
    var rest = line.dropFirst(4)
    guard HunkHeader.number(&rest) != nil else { return nil }
    if rest.first == .comma {
      rest.removeFirst()
      guard let count = HunkHeader.number(&rest) else { return nil }
      oldCount = count
    }
    guard rest.starts(with: " +") else { return nil }
    rest.removeFirst(2)
    guard let start = HunkHeader.number(&rest) else { return nil }
    newStart = start
    if rest.first == .comma {
      rest.removeFirst()
      guard let count = HunkHeader.number(&rest) else { return nil }
      newCount = count
    }
    guard rest.starts(with: " @@") else { return nil }
  }

  /// The number at the front, which is taken off. More than nine digits are no line's number.
  private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
    let digits = rest.prefix { $0.isDigit }
    guard 1...9 ~= digits.count else { return nil }
    rest.removeFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
