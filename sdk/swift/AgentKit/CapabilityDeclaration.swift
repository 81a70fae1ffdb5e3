// SPDX-License-Identifier: Apache-2.0

/// A capability that an agent announces while it lives: the same as one in the manifest's `capabilities`.
public struct CapabilityDeclaration: Sendable, Equatable {
  /// How the host chooses among agents of one priority.
  public enum Strategy: String, Sendable {
    case powerOfTwo = "power-of-two"
    case roundRobin = "round-robin"
    case leastBusy = "least-busy"
    case weighted, sticky
  }

  /// Dotted lower case: `ticket.purchase`. One of the manifest's `permissions.announce` must cover it.
  public var name: String
  public var description = ""
  /// The major version of its input and output.
  public var version: UInt32 = 1
  /// The texts of JSON Schemas; empty says nothing.
  public var input = ""
  public var output = ""
  public var isStreaming = false
  /// Whether asking twice does no more than asking once, so that a failed call may be repeated elsewhere.
  public var isIdempotent = false
  /// How long a call may take when its caller does not say; nil means 30 s. Whole milliseconds.
  public var timeout: Duration?
  /// What one call costs, in the operator's units.
  public var cost = 0.0
  public var tags: [String] = []
  public var strategy: Strategy?

  public init(_ name: String) { self.name = name }

  /// The declaration as the host reads it.
  var json: String {
    var members = ["\"name\":\(JSONText.quoted(name))"]
    if !description.isEmpty { members.append("\"description\":\(JSONText.quoted(description))") }
    if version != 1 { members.append("\"version\":\(version)") }
    if !input.isEmpty { members.append("\"input\":\(input)") }
    if !output.isEmpty { members.append("\"output\":\(output)") }
    if isStreaming { members.append("\"streaming\":true") }
    if isIdempotent { members.append("\"idempotent\":true") }
    if let timeout { members.append("\"timeout\":\"\(Self.milliseconds(timeout))ms\"") }
    if cost != 0 { members.append("\"cost\":\(cost)") }
    if !tags.isEmpty { members.append("\"tags\":[\(tags.map(JSONText.quoted).joined(separator: ","))]") }
    if let strategy { members.append("\"strategy\":\"\(strategy.rawValue)\"") }
    return "{\(members.joined(separator: ","))}"
  }

  private static func milliseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    // The host refuses what is longer than a day; thirty years are enough for it to see that.
    return min(max(seconds, -1_000_000_000), 1_000_000_000) * 1000 + attoseconds / 1_000_000_000_000_000
  }
}

/// Strings in JSON.
private enum JSONText {
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
