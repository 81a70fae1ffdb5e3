/// Lengths of time as people write them: `30s`, `500ms`, `5m`, `1.5h`.
package enum DurationText {
  private static let units: [(name: String, length: Nanoseconds)] = [
    ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
  ]

  /// Reads a number with one unit: `h`, `m`, `s`, `ms`, `us`, `ns`; nil for anything else, for fractions of a
  /// nanosecond and for what exceeds 64 bits.
  package static func parse(_ text: String) -> Nanoseconds? {
    guard let (amount, unit) = Quantity.split(text), let length = units.first(where: { $0.name == unit })?.length else {
      return nil
    }
    return amount.scaled(by: length)
  }

  /// Writes a length in the largest unit that holds it without a fraction: `5m`, `90s`, `1500ms`.
  package static func format(_ length: Nanoseconds) -> String {
    guard length > 0, let unit = units.first(where: { length % $0.length == 0 }) else { return "0s" }
    return "\(length / unit.length)\(unit.name)"
  }

  /// What somebody meant who wrote `5 minutes`, `30` or `10 Sec`; nil if that is not clear.
  package static func suggestion(for text: String) -> String? {
    guard let (amount, word) = Quantity.split(text.lowercased().filter { $0 != " " }) else { return nil }
    let unit: String
    switch word {
    case "", "sec", "secs", "second", "seconds", "s": unit = "s"
    case "min", "mins", "minute", "minutes", "m": unit = "m"
    case "hr", "hrs", "hour", "hours", "h": unit = "h"
    case "msec", "msecs", "millis", "millisecond", "milliseconds", "ms": unit = "ms"
    case "usec", "micros", "microsecond", "microseconds", "µs", "us": unit = "us"
    case "nanos", "nanosecond", "nanoseconds", "ns": unit = "ns"
    case "d", "day", "days": return amount.scaled(by: 24).map { "\($0)h" }
    default: return nil
    }
    let guess = "\(amount)\(unit)"
    return parse(guess) == nil ? nil : guess
  }
}
