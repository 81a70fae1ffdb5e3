// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, written `2026-07-01`.
struct Day: Codable, Comparable, Hashable {
  /// Days since 1 January 1970, a Thursday.
  let number: Int
  let text: String

  /// nil if the text is no day between 1970 and 2200.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || 0x30...0x39 ~= $0 }) else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3, 1970...2200 ~= numbers[0], 1...12 ~= numbers[1] else { return nil }
    guard 1...Day.length(ofMonth: numbers[1], in: numbers[0]) ~= numbers[2] else { return nil }
    self.text = text
    number = Day.number(year: numbers[0], month: numbers[1], day: numbers[2])
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "write a day such as 2026-07-01")
    }
    self = day
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// Days from Monday to Friday between two days, both included, that fall into a year.
  static func workingDays(from first: Day, to last: Day, in year: Int) -> Int {
    let start = max(first.number, number(year: year, month: 1, day: 1))
    let end = min(last.number, number(year: year, month: 12, day: 31))
    guard start <= end else { return 0 }
    return (start...end).count { ($0 + 3) % 7 < 5 }
  }

  /// Days from Monday to Friday between two days, both included.
  static func workingDays(from first: Day, to last: Day) -> Int {
    (first.number...last.number).count { ($0 + 3) % 7 < 5 }
  }

  var year: Int { Int(text.prefix(4)) ?? 0 }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    month == 2 && isLeap(year) ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  private static func number(year: Int, month: Int, day: Int) -> Int {
    let years = (1970..<year).reduce(0) { $0 + (isLeap($1) ? 366 : 365) }
    let months = (1..<month).reduce(0) { $0 + length(ofMonth: $1, in: year) }
    return years + months + day - 1
  }
}
