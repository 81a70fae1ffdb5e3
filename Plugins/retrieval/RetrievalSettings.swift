// SPDX-License-Identifier: Apache-2.0

/// How passages are chosen, as the configuration says.
struct RetrievalSettings: Decodable {
  /// How many of the best passages of the index are looked at.
  let candidates: Int
  /// How many passages an answer has at most.
  let passages: Int
  /// How long all passages are together: tokens of four bytes.
  let maximumTokens: Int
  /// From this share of the same three-word sequences on, two passages say the same.
  let sameness: Double

  /// A contribution to a conversation is short.
  var limitsOfTurn: SelectionLimits {
    SelectionLimits(passages: min(3, passages), tokens: min(400, maximumTokens), sameness: sameness)
  }
}
