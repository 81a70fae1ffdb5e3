internal import RoundhouseModel

/// What a value of the command line is: how it is checked, and what a shell offers for it.
enum ValueKind: Sendable, Equatable {
  case text
  case file
  case folder
  /// The id of an agent.
  case agent
  case capability
  /// `5s`, `500ms`, `2m`.
  case duration
  /// `HOST:PORT`.
  case address
  /// `http://host:port`.
  case url
  case integer(ClosedRange<Int>)
  case choice([String])

  /// What the value should have been, as in "expected …"; nil if it is fine.
  func complaint(about value: String) -> String? {
    switch self {
    case .text, .file, .folder, .agent, .capability:
      return value.isEmpty ? "something that is not empty" : nil
    case .duration:
      return DurationText.parse(value) == nil ? #"a duration such as "500ms", "5s" or "2m""# : nil
    case .address:
      return HostAndPort(value) == nil ? #"an address such as "127.0.0.1:7717" or "[::1]:7717""# : nil
    case .url:
      return ServerURL(value) == nil ? #"an address such as "http://127.0.0.1:7717" (plain http only)"# : nil
    case .integer(let range):
      return Int(value).map(range.contains) == true
        ? nil : "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .choice(let choices):
      return choices.contains(value) ? nil : "one of " + choices.joined(separator: ", ")
    }
  }
}
