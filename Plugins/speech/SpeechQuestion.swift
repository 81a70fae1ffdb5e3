// SPDX-License-Identifier: Apache-2.0

/// The input of `speech.analyze`.
struct SpeechQuestion: Decodable {
  /// What was to be said.
  let expected: String
  /// What somebody, or a recogniser, has understood.
  let heard: String
  let language: String?
}
