package import RoundhouseModel

/// What a value of the configuration may be.
package enum ConfigurationKind: Sendable, Equatable {
  /// `HOST:PORT`.
  case address
  case folder
  /// Any number of folders; what several layers say is put together.
  case folders
  case choice([String])
  case size(ClosedRange<UInt64>)
  case duration(ClosedRange<Nanoseconds>)
  case count(ClosedRange<Int>)
  case ratio(ClosedRange<Double>)
  case toggle

  /// What should stand there, for messages.
  package var expected: String {
    switch self {
    case .address: "HOST:PORT such as \"127.0.0.1:7717\" or \"[::1]:0\""
    case .folder: "a folder's path"
    case .folders: "folders' paths"
    case .choice(let words): "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))"
    case .size(let range):
      "a size from \(ByteSizeText.format(range.lowerBound)) to \(ByteSizeText.format(range.upperBound))"
    case .duration(let range):
      "a duration from \(DurationText.format(range.lowerBound)) to \(DurationText.format(range.upperBound))"
    case .count(let range): "an integer from \(range.lowerBound) to \(range.upperBound)"
    case .ratio(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
    case .toggle: "true or false"
    }
  }

  /// Whether a text is `HOST:PORT`, with an IPv6 address in brackets.
  static func isAddress(_ text: String) -> Bool {
    guard let colon = text.lastIndex(of: ":"), isPort(text[text.index(after: colon)...]) else { return false }
    let host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { return host.count > 2 }
    return !host.isEmpty && !host.contains(":") && host.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  /// Whether a text can be a path.
  static func isPath(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 1024 && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }

  private static func isPort(_ text: Substring) -> Bool {
    (1...5).contains(text.utf8.count) && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } && UInt16(text) != nil
  }
}
