// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The output of `combine_report`.
struct CombinedReport: Encodable {
  /// Markdown.
  let report: String
  let summary: String
  /// What to do, the most urgent first.
  let priorities: [String]
  /// Who has told something.
  let sources: [String]
  /// Who has not.
  let missing: [String]

  /// - Throws: `badRequest` if there is nothing to combine.
  init(_ question: ReportQuestion) throws(AgentError) {
    let told = question.parts.filter { $0.report?.summary != nil }
    guard !told.isEmpty else {
      throw AgentError(
        .badRequest,
        "there is nothing to combine; send {\"name\": {\"summary\": \"…\", \"advice\": [\"…\"]}} for each who has found something",
        agentCode: "nothing_found")
    }
    sources = told.map(\.name)
    missing = question.parts.filter { $0.report?.summary == nil }.map(\.name)
    let struggles = told.flatMap { $0.report?.insights ?? [] }.filter { $0.type == "struggling_detected" }.map(
      \.message)
    priorities = CombinedReport.merged([struggles] + told.map { $0.report?.advice ?? [] })
    summary = told.compactMap { $0.report?.summary }.joined(separator: " ")
    report = CombinedReport.markdown(told, missing, priorities)
  }

  /// One of each in turn, so that nobody's first advice comes after another's third; nothing twice, and five at most.
  private static func merged(_ lists: [[String]]) -> [String] {
    var merged: [String] = []
    for place in 0..<(lists.map(\.count).max() ?? 0) {
      for list in lists where place < list.count && !merged.contains(list[place]) { merged.append(list[place]) }
    }
    return Array(merged.prefix(5))
  }

  private static func markdown(
    _ told: [(name: String, report: PartialReport?)], _ missing: [String], _ priorities: [String]
  ) -> String {
    var lines = ["# Report", ""]
    for (name, report) in told {
      let score = report?.score.map { " (score \($0))" } ?? ""
      lines += ["## \(title(name))\(score)", "", report?.summary ?? "", ""]
    }
    if !priorities.isEmpty {
      lines += ["## What to do", ""] + priorities.enumerated().map { "\($0 + 1). \($1)" } + [""]
    }
    if !missing.isEmpty { lines += ["Nothing came from: \(missing.map(title).joined(separator: ", ")).", ""] }
    return lines.joined(separator: "\n")
  }

  /// `speech_analysis` as people write it.
  private static func title(_ name: String) -> String {
    let words = name.split { $0 == "_" || $0 == "-" || $0 == "." }.joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
