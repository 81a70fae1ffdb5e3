// SPDX-License-Identifier: Apache-2.0

/// One thing that a reviewer looks for.
protocol Check {
  /// What it has seen in one file.
  func findings(in file: FileChange) -> [Finding]
  /// What it has seen in all of them together.
  func findings(in diff: Diff) -> [Finding]
}

extension Check {
  func findings(in file: FileChange) -> [Finding] { [] }
  func findings(in diff: Diff) -> [Finding] { [] }
}
