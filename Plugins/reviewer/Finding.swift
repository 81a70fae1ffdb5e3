// SPDX-License-Identifier: Apache-2.0

/// One thing that a reviewer has seen.
struct Finding: Encodable {
  let file: String
  /// In the new file. Where a line was taken away: the line that is now in its place.
  let line: Int
  let severity: Severity
  /// Stable, dotted: `secret.aws-key`.
  let rule: String
  let message: String
  var suggestion: String?
}
