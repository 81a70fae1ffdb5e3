// SPDX-License-Identifier: Apache-2.0

/// What was said, looked at for what it speaks for.
struct Discussion {
  private struct Statement {
    let stems: Set<String>
    /// 1 for agreement, -1 for objection.
    let attitude: Double
  }

  private let statements: [Statement]

  init(_ messages: [ChatMessage]) {
    statements = messages.filter { $0.role != .system }.flatMap { $0.content.sentences }.map {
      let words = $0.words
      return Statement(stems: Set(words.map(\.stem)), attitude: Attitude(of: words).value)
    }
  }

  /// How much is said for each option, between -1 and 1.
  func support(for options: [String]) -> [Double] {
    let stems = options.map { Set(TextQuery($0).weights.keys) }
    let shared = stems.dropFirst().reduce(stems.first ?? []) { $0.intersection($1) }
    let sums = zip(options, stems).map { option, stems in
      // Options such as "yes" and "reject" are spoken for by agreement and objection, whatever words they have.
      if let attitude = Attitude.ofOption(option) { return statements.map { $0.attitude * attitude }.reduce(0, +) }
      return support(for: stems.subtracting(shared))
    }
    let most = sums.map(abs).max() ?? 0
    return most > 0 ? sums.map { $0 / most } : sums
  }

  /// Statements with at least half of an option's words speak for it, or against it if they object.
  private func support(for words: Set<String>) -> Double {
    statements.map { statement in
      let count = words.count { statement.stems.contains($0) }
      guard count > 0, count * 2 >= words.count else { return 0 }
      return Double(count) / Double(words.count) * (statement.attitude < 0 ? -1 : 1)
    }.reduce(0, +)
  }
}
