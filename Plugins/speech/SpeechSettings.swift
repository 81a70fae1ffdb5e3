// SPDX-License-Identifier: Apache-2.0

/// What the configuration says.
struct SpeechSettings: Decodable {
  /// Taken where a request names none: `en-us`.
  let language: String
  /// How long a text may be; comparing takes time that grows with its square.
  let characters: Int
}
