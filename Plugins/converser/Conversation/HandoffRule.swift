// SPDX-License-Identifier: Apache-2.0

/// Words that are another agent's business.
struct HandoffRule: Decodable {
  let words: [String]
  /// An agent's id.
  let to: String

  /// Before the id of whom somebody asks for.
  private static let requests = [
    "hand over to ", "hand this to ", "hand me over to ", "transfer me to ", "transfer this to ", "pass this to ",
    "pass me to ", "let me talk to ",
  ]

  /// Whom a message asks for, by name or by what it is about; nil if it does not.
  static func handoff(for message: String, _ rules: [HandoffRule]) -> Handoff? {
    let lower = message.lowercased()
    for request in requests {
      guard let range = lower.firstRange(of: request) else { continue }
      let id = lower[range.upperBound...].prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
      let name = id.last == "." ? id.dropLast() : id
      if name.count > 1, name != "the" { return Handoff(to: String(name), reason: "“\(request)\(name)” was asked for") }
    }
    let words = Set(Words.all(in: message))
    for rule in rules {
      guard let word = rule.words.first(where: { words.contains($0.lowercased()) }) else { continue }
      return Handoff(to: rule.to, reason: "“\(word)” is a matter of \(rule.to)")
    }
    return nil
  }
}
