// SPDX-License-Identifier: Apache-2.0

/// How much a risk matters.
enum Severity: String, Codable, CaseIterable {
  case high, medium, low
}
