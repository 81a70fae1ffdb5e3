// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentKitJSON

/// All that ever happened to one principal's facts, in the host's state: pages of lines, and how many lines there are.
///
/// Who has read so many lines reads on from there, so that several instances of the agent agree. What is forgotten is
/// taken out of its own line, too: no text of it is left.
struct FactLog {
  /// A commit has at most 256 operations: a page for each fact in the worst case, and those of the lines that are added.
  static let forgottenAtOnce = 200
  static let linesOfPage = 16
  private static let countKey = "count"

  private(set) var count: Int

  init(_ books: inout StateTransaction) async throws {
    count = try await books.get(Self.countKey, as: Int.self, in: .principal) ?? 0
  }

  static func count(in state: State) async throws -> Int {
    try await state.get(countKey, as: Int.self, in: .principal) ?? 0
  }

  static func page(_ number: Int, in state: State) async throws -> [LogEntry] {
    try await state.get("page/\(number)", as: [LogEntry].self, in: .principal) ?? []
  }

  mutating func append(_ entries: [LogEntry], _ books: inout StateTransaction) async throws {
    for entry in entries {
      try await change(count, &books) { $0.append(entry) }
      count += 1
    }
    try books.put(Self.countKey, json: count, in: .principal)
  }

  mutating func forget(_ numbers: [Int], _ books: inout StateTransaction) async throws {
    guard !numbers.isEmpty else { return }
    for number in numbers {
      try await change(number, &books) { entries in
        let line = number % Self.linesOfPage
        if entries.indices.contains(line) { entries[line].fact = nil }
      }
    }
    try await append(numbers.map { LogEntry(forgotten: $0) }, &books)
  }

  private func change(
    _ line: Int, _ books: inout StateTransaction, _ change: (inout [LogEntry]) -> Void
  ) async throws {
    let key = "page/\(line / Self.linesOfPage)"
    var entries = try await books.get(key, as: [LogEntry].self, in: .principal) ?? []
    change(&entries)
    try books.put(key, json: entries, in: .principal)
  }
}
