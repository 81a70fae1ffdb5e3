// SPDX-License-Identifier: Apache-2.0

/// The input of `speech.phonemes`.
struct PhonemeQuestion: Decodable {
  let text: String
  let language: String?
}
