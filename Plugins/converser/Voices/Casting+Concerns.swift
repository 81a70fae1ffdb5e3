// SPDX-License-Identifier: Apache-2.0

extension Casting {
  /// Words that matter to a role beyond those of the question.
  static func concerns(of role: String) -> Set<String> {
    let words = Set(Words.all(in: role.replacing("_", with: " ")))
    let known: [(roles: Set<String>, words: Set<String>)] = [
      (["security", "cybersecurity"], ["secure", "safe", "encrypted", "audited", "signed", "private", "least"]),
      (["performance", "speed"], ["fast", "cached", "small", "asynchronous", "parallel", "local"]),
      (["ux", "ui", "usability"], ["simple", "clear", "easy", "accessible", "undo"]),
      (["architect", "architecture"], ["modular", "boundaries", "standard", "event-driven", "stable", "services"]),
      (["finance", "analyst"], ["cheap", "measured", "budget", "free"]),
    ]
    return known.filter { !$0.roles.isDisjoint(with: words) }.reduce(into: words) { $0.formUnion($1.words) }
  }
}
