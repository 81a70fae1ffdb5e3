internal import RoundhouseModel

/// What a worker prints, as lines for the log: so many in a second, and of what is more only the count. Pure.
struct OutputLines: Sendable {
  private static let perSecond = 20
  private static let longest = 1024

  private var rest: [UInt8] = []
  private var windowStart: Nanoseconds = 0
  private var told = 0
  private var leftOut = 0

  /// Takes bytes and gives the lines that are complete and may be told.
  mutating func take(_ bytes: some Collection<UInt8>, now: Nanoseconds) -> [String] {
    var lines: [String] = []
    if now >= windowStart &+ .seconds(1) {
      if leftOut > 0 { lines.append("(\(leftOut) lines were left out)") }
      (windowStart, told, leftOut) = (now, 0, 0)
    }
    for byte in bytes {
      if byte != UInt8(ascii: "\n") {
        // A line without end is told in pieces.
        rest.append(byte)
        if rest.count < OutputLines.longest { continue }
      }
      if told < OutputLines.perSecond { lines.append(String(decoding: rest, as: UTF8.self)) } else { leftOut += 1 }
      told += 1
      rest.removeAll(keepingCapacity: true)
    }
    return lines
  }

  /// The last line, which had no end.
  mutating func end() -> [String] {
    defer { rest = [] }
    return rest.isEmpty ? [] : [String(decoding: rest, as: UTF8.self)]
  }
}
