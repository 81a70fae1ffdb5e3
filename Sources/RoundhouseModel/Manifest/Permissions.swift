/// What an agent may reach. Nothing, unless stated.
package struct Permissions: Sendable, Equatable {
  package var read: [String] = []
  package var write: [String] = []
  package var execute: [String] = []
  /// TCP ports.
  package var connect: [UInt16] = []
  /// Patterns of capabilities it may call: `crm.*`, `text.summarize`, `*`.
  package var call: [String] = []
  /// Patterns of capabilities it may announce at run time.
  package var announce: [String] = []
  package var environment: [String] = []

  package init() {}

  /// Whether a dotted name is covered: by itself, by `prefix.*`, or by `*`.
  package static func matches(_ name: String, _ patterns: [String]) -> Bool {
    patterns.contains { pattern in
      if pattern == "*" || pattern == name { return true }
      return pattern.hasSuffix(".*") && name.hasPrefix(pattern.dropLast())
    }
  }
}
