/// A moment as people and programs both read it: RFC 3339, UTC, milliseconds.
package struct Timestamp: Sendable, Equatable, CustomStringConvertible {
  /// Unix time in nanoseconds.
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// For example `2026-11-21T06:08:05.123Z`.
  package var description: String {
    let milliseconds = floored(nanoseconds, 1_000_000)
    let seconds = floored(milliseconds, 1_000)
    let days = floored(seconds, 86_400)
    let (year, month, day) = Timestamp.date(days)
    let second = seconds - days * 86_400
    let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock)"
      + ".\(padded(milliseconds - seconds * 1_000, 3))Z"
  }

  /// The Gregorian date of a day counted from 1970-01-01, by way of years that begin in March, so that the leap day is
  /// a year's last.
  private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = floored(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }
}

private func floored(_ value: Int64, _ divisor: Int64) -> Int64 {
  value >= 0 ? value / divisor : (value - divisor + 1) / divisor
}

private func padded(_ value: Int64, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
