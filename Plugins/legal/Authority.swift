// SPDX-License-Identifier: Apache-2.0
import AgentText

/// A case or a statute, and what it stands for.
struct Authority: Codable {
  enum Kind: String, Codable { case `case`, statute }

  let kind: Kind
  let name: String
  let citation: String
  let court: String?
  let year: Int
  let jurisdiction: String
  /// The ids of topics.
  let topics: [String]
  let holding: String
  let rule: String
  /// What it says for the one who claims.
  let supports: String
  /// What it says for the other side.
  let limits: String
  let status: String

  /// Name and citation, as they stand in a text.
  var named: String { "\(name), \(citation)" }

  /// By what it is found; the name counts twice.
  var stems: [String] { [name, name, holding, rule, supports, limits, topics.joined(separator: " ")].flatMap(\.stems) }
}
