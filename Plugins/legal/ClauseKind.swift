// SPDX-License-Identifier: Apache-2.0

/// A kind of clause: the phrases by which it is known, and what may be wrong with it.
struct ClauseKind: Decodable {
  /// Something that a reader should think about.
  struct Risk: Decodable {
    let signs: [Phrase]
    /// Phrases that take the risk away.
    let unless: [Phrase]
    let severity: Severity
    let message: String
    let suggestion: String
  }

  let type: String
  let name: String
  let signs: [Phrase]
  /// What follows if there is none.
  let why: String
  let isNeeded: Bool
  let risks: [Risk]
}
