// SPDX-License-Identifier: Apache-2.0

/// The input of `tutor.hint`.
struct HintWish: Decodable {
  let exercise: String
  /// The first is 1, which is taken if it is missing.
  let step: Int?
}
