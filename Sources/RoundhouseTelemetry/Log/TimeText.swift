internal import CPlatform

/// Points in time as log lines write them.
enum TimeText {
  /// `06:08:05.123`, on the clock on the wall.
  static func local(_ nanoseconds: Int64) -> String {
    var seconds = seconds(nanoseconds)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return clock(parts, nanoseconds)
  }

  /// `2026-11-21T06:08:05.123Z`
  static func utc(_ nanoseconds: Int64) -> String {
    var seconds = seconds(nanoseconds)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let date = "\(digits(parts.tm_year + 1900, 4))-\(digits(parts.tm_mon + 1, 2))-\(digits(parts.tm_mday, 2))"
    return "\(date)T\(clock(parts, nanoseconds))Z"
  }

  private static func clock(_ parts: tm, _ nanoseconds: Int64) -> String {
    let milliseconds = (nanoseconds - Int64(seconds(nanoseconds)) * 1_000_000_000) / 1_000_000
    let time = "\(digits(parts.tm_hour, 2)):\(digits(parts.tm_min, 2)):\(digits(parts.tm_sec, 2))"
    return "\(time).\(digits(Int32(milliseconds), 3))"
  }

  private static func seconds(_ nanoseconds: Int64) -> time_t {
    time_t((nanoseconds - (nanoseconds < 0 ? 999_999_999 : 0)) / 1_000_000_000)
  }

  private static func digits(_ number: Int32, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}
