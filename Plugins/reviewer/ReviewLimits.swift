// SPDX-License-Identifier: Apache-2.0

/// What is read and what is held to be too much, as the configuration says.
struct ReviewLimits: Decodable {
  /// Bytes of all patches together.
  let diffBytes: Int
  /// How many findings an answer has at most; the rest is counted.
  let findings: Int
  /// Columns.
  let lineLength: Int
  /// Lines of one function.
  let functionLines: Int
  /// Ways through one function.
  let complexity: Int
  /// Blocks within one another in one function.
  let nesting: Int
}
