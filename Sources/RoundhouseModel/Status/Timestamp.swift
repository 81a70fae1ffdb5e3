/// A moment as people and programs both read it: RFC 3339, UTC, milliseconds.
package struct Timestamp: Sendable, Equatable, CustomStringConvertible {
  /// Unix time in nanoseconds.
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// For example `2026-11-21T06:08:05.123Z`.
  package var description: String { String(decoding: utf8, as: UTF8.self) }

  /// The same as bytes.
  package var utf8: [UInt8] {
    let milliseconds = floored(nanoseconds, 1_000_000)
    let seconds = floored(milliseconds, 1_000)
    let days = floored(seconds, 86_400)
    let (year, month, day) = Timestamp.date(days)
    let second = seconds - days * 86_400
    var bytes: [UInt8] = []
    bytes.append(addingCapacity: Timestamp.length) { text in
      text.append(year, digits: 4)
      text.append(UInt8(ascii: "-"))
      text.append(month, digits: 2)
      text.append(UInt8(ascii: "-"))
      text.append(day, digits: 2)
      text.append(UInt8(ascii: "T"))
      text.append(second / 3600, digits: 2)
      text.append(UInt8(ascii: ":"))
      text.append(second / 60 % 60, digits: 2)
      text.append(UInt8(ascii: ":"))
      text.append(second % 60, digits: 2)
      text.append(UInt8(ascii: "."))
      text.append(milliseconds - seconds * 1_000, digits: 3)
      text.append(UInt8(ascii: "Z"))
    }
    return bytes
  }

  /// Of a text, in bytes.
  private static let length = 24

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

extension OutputSpan<UInt8> {
  /// Writes a number's last digits; years have four until 9999, and 64 bits of nanoseconds end in 2262.
  @inline(__always)
  fileprivate mutating func append(_ number: Int64, digits: Int) {
    var unit: Int64 = 1
    for _ in 1..<digits { unit *= 10 }
    while unit > 0 {
      append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }
}
