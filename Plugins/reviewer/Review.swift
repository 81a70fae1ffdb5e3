// SPDX-License-Identifier: Apache-2.0

/// The output of each capability.
struct Review: Encodable {
  enum Verdict: String, Encodable {
    case approve, comment
    case requestChanges = "request-changes"
  }

  /// The worst first.
  let findings: [Finding]
  let summary: String
  let verdict: Verdict

  /// - Parameter limit: how many findings are told; all are counted.
  init(of diff: Diff, _ all: [Finding], atMost limit: Int) {
    var seen: Set<String> = []
    let distinct = all.filter { seen.insert("\($0.rule)\n\($0.line)\n\($0.file)").inserted }
    let sorted = distinct.sorted { ($0.severity, $0.file, $0.line, $0.rule) < ($1.severity, $1.file, $1.line, $1.rule) }
    findings = Array(sorted.prefix(limit))
    summary = Review.summary(diff, sorted, told: findings.count)
    verdict = Review.verdict(diff, sorted.first?.severity)
  }

  private static func verdict(_ diff: Diff, _ worst: Severity?) -> Verdict {
    switch worst {
    case .critical, .major: .requestChanges
    case .minor: .comment
    // What was not read cannot be approved.
    case .info, nil: diff.files.isEmpty || !diff.gaps.isEmpty ? .comment : .approve
    }
  }

  private static func summary(_ diff: Diff, _ findings: [Finding], told: Int) -> String {
    guard !diff.files.isEmpty else { return "There is nothing to review: no file was changed." }
    let counts = Severity.allCases.compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    var sentences = [
      "\(diff.files.count) \(diff.files.count == 1 ? "file" : "files"), +\(diff.additions) −\(diff.deletions): "
        + (counts.isEmpty ? "nothing to say." : counts.joined(separator: ", ") + ".")
    ]
    if told < findings.count { sentences.append("The first \(told) findings of \(findings.count) are told.") }
    return (sentences + diff.gaps).joined(separator: " ")
  }
}
