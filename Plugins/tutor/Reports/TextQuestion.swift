// SPDX-License-Identifier: Apache-2.0

/// The input of `analyze`: what was to be said or written, and what came.
struct TextQuestion: Decodable {
  let learnerId: String?
  let expected: String?
  let heard: String?
}
