// SPDX-License-Identifier: Apache-2.0

/// The output of `vote`.
struct Ballot: Encodable {
  /// One of the options.
  let choice: String
  /// Above 0, up to 1.
  let confidence: Double
  let reason: String
}
