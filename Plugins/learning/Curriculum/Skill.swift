// SPDX-License-Identifier: Apache-2.0

/// Something that can be learned.
struct Skill: Decodable {
  let skill: String
  let subject: String
  /// The first grade in which it is taught.
  let grade: Int
  /// What must be known before, by name.
  let needs: [String]
}
