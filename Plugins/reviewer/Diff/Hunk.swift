// SPDX-License-Identifier: Apache-2.0

/// Lines that stand together in a file, changed ones with those around them.
struct Hunk {
  var lines: [DiffLine] = []

  /// The lines as they stand in the new file.
  var new: [DiffLine] { lines.filter { $0.kind != .removed } }
}
