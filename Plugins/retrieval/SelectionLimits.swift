// SPDX-License-Identifier: Apache-2.0

/// How much is chosen.
struct SelectionLimits {
  let passages: Int
  let tokens: Int
  let sameness: Double
}
