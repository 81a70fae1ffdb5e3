// SPDX-License-Identifier: Apache-2.0

/// A function that was added, as far as the diff shows it.
struct AddedFunction {
  let name: String
  /// Where it begins, in the new file.
  let line: Int
  /// Its lines, from the first to the last.
  private(set) var lines = 0
  /// Ways through it, after McCabe: one, and one more for each branch.
  private(set) var complexity = 1
  /// Blocks within one another, its own body not counted.
  private(set) var nesting = 0

  init(name: String, line: Int) {
    self.name = name
    self.line = line
  }

  mutating func add(_ code: [UInt8], depth: Int) {
    lines += 1
    complexity += Branches.count(in: code)
    nesting = max(nesting, depth)
  }
}
