// SPDX-License-Identifier: Apache-2.0

/// How much a finding matters, the worst first.
enum Severity: String, Encodable, CaseIterable, Comparable {
  /// Must not be merged.
  case critical
  /// Should be changed before it is merged.
  case major
  /// Should be changed some time.
  case minor
  /// Good to know.
  case info

  static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int { Severity.allCases.firstIndex(of: self) ?? 0 }
}
