// SPDX-License-Identifier: Apache-2.0

/// What there are exercises for.
enum SkillKind: String, CaseIterable {
  case addition, subtraction, multiplication, division, fractions, spelling, vocabulary

  /// The skill of a name, or the first one of a subject; nil if there is none.
  static func named(_ name: String) -> SkillKind? {
    let name = name.lowercased()
    if let kind = SkillKind(rawValue: name) { return kind }
    return switch name {
    case "mathematics", "maths", "math", "arithmetic": .addition
    case "english", "language", "reading", "writing": .vocabulary
    default: nil
    }
  }
}
