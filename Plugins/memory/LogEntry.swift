// SPDX-License-Identifier: Apache-2.0

/// One line of the log: a fact, or that one is forgotten. A fact that was forgotten leaves an empty line.
struct LogEntry: Codable {
  var fact: Fact?
  /// The number of the line of which the fact is gone.
  var forgotten: Int?
}
