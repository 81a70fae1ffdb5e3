// SPDX-License-Identifier: Apache-2.0

/// A second of Universal Time, written `2026-07-01T12:00:00Z`.
struct Moment: Codable {
  let text: String

  /// - Parameter nanoseconds: since 1 January 1970.
  init(nanoseconds: Int64) {
    let seconds = Int(nanoseconds / 1_000_000_000)
    let (year, month, day) = Self.date(seconds / 86_400)
    let rest = seconds % 86_400
    let parts = [month, day, rest / 3_600, rest / 60 % 60, rest % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    text = "\(year)-\(parts[0])-\(parts[1])T\(parts[2]):\(parts[3]):\(parts[4])Z"
  }

  init(from decoder: any Decoder) throws { text = try decoder.singleValueContainer().decode(String.self) }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The day of the Gregorian calendar that is so many days after 1 January 1970.
  private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
    var (year, month, day) = (1970, 1, days)
    while day >= (isLeap(year) ? 366 : 365) {
      day -= isLeap(year) ? 366 : 365
      year += 1
    }
    while day >= length(ofMonth: month, in: year) {
      day -= length(ofMonth: month, in: year)
      month += 1
    }
    return (year, month, day + 1)
  }

  private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    month == 2 && isLeap(year) ? 29 : [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
