// SPDX-License-Identifier: Apache-2.0

/// An answer of which one knows whether it is right.
struct GradedAnswer {
  let skill: String
  let isCorrect: Bool
  /// How many hints were given before.
  let hints: Int
}
