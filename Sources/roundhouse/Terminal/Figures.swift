/// Numbers as people read them.
enum Figures {
  /// `850 ns`, `1.2 µs`, `45 ms`, `3.4 s`, `2 min 10 s`, `3 h 5 min`, `2 d 4 h`.
  static func duration(_ nanoseconds: UInt64) -> String {
    let value = Double(nanoseconds)
    switch nanoseconds {
    case 0: return "0"
    case ..<1_000: return "\(nanoseconds) ns"
    case ..<1_000_000: return scaled(value / 1e3) + " µs"
    case ..<1_000_000_000: return scaled(value / 1e6) + " ms"
    case ..<60_000_000_000: return scaled(value / 1e9) + " s"
    default: return long(seconds: nanoseconds / 1_000_000_000)
    }
  }

  /// `512 B`, `3.4 KiB`, `12 MiB`.
  static func size(_ bytes: UInt64) -> String {
    var value = Double(bytes)
    var unit = 0
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    while value >= 1_024, unit < units.count - 1 {
      value /= 1_024
      unit += 1
    }
    return (unit == 0 ? "\(bytes)" : scaled(value)) + " " + units[unit]
  }

  /// `1 234 567`: a thin way to keep long numbers readable.
  static func count(_ number: UInt64) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > 0 {
      digits.insert(" ", at: place)
      place -= 3
    }
    return String(digits)
  }

  /// `1 agent`, `3 agents`.
  static func plural(_ number: Int, _ noun: String) -> String { "\(number) \(noun)" + (number == 1 ? "" : "s") }

  private static func long(seconds: UInt64) -> String {
    switch seconds {
    case ..<3_600: return "\(seconds / 60) min \(seconds % 60) s"
    case ..<86_400: return "\(seconds / 3_600) h \(seconds / 60 % 60) min"
    default: return "\(seconds / 86_400) d \(seconds / 3_600 % 24) h"
    }
  }

  /// Two digits where they say something: `1.2`, `45`.
  private static func scaled(_ value: Double) -> String {
    let tenths = (value * 10).rounded()
    return tenths < 100 && tenths.truncatingRemainder(dividingBy: 10) != 0
      ? "\(Int(tenths) / 10).\(Int(tenths) % 10)" : "\(Int(value.rounded()))"
  }
}
