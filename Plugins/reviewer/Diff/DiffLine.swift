// SPDX-License-Identifier: Apache-2.0

/// One line of a hunk.
struct DiffLine {
  enum Kind { case context, added, removed }

  let kind: Kind
  /// In the new file. Of a removed line: that of the line which is now in its place.
  let number: Int
  /// Without its sign and its line end.
  let text: ArraySlice<UInt8>
}
