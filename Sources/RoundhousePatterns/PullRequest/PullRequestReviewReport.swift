internal import RoundhouseModel

/// A review as it reads in a terminal: the verdict, the findings from the gravest on, and what each reviewer says.
enum PullRequestReviewReport {
  static func report(_ result: JSONNode) -> PatternReport? {
    guard let verdict = result["verdict"]?.string.flatMap(CodeVerdict.init(rawValue:)), let reviews = result["reviews"]
    else { return nil }
    let title = result["pr_title"]?.string ?? ""
    var lines: [PatternReport.Line] = [.heading(title.isEmpty ? "Review" : title)]
    lines.append(.item(weight(of: verdict), result["summary"]?.string ?? verdict.words))
    let findings = result["findings"].map { Array($0.elements) } ?? []
    if !findings.isEmpty { lines += [.gap, .heading("Findings")] + findings.flatMap { item($0) } }
    let said = reviews.elements.map { line($0) }
    lines += [.gap, .heading("Reviewers")] + said
    // Who has not answered was told there.
    let notes = (result["notes"].map { $0.elements.compactMap(\.string) } ?? []).filter {
      !said.contains(.item(.bad, $0))
    }
    if !notes.isEmpty { lines += [.gap, .heading("Not looked at")] + notes.map { .item(.notice, $0) } }
    return PatternReport(lines)
  }

  private static func item(_ finding: JSONNode) -> [PatternReport.Line] {
    guard let finding = CodeFinding(finding, by: "") else { return [] }
    let severity = finding.severity
    var text = finding.place.isEmpty ? "" : "\(finding.place)  "
    text += "\(severity.rawValue): \(finding.message)"
    if !finding.rule.isEmpty { text += "  [\(finding.rule)]" }
    if !finding.suggestion.isEmpty { text += "\n→ \(finding.suggestion)" }
    return [.item(severity >= .major ? .bad : severity == .minor ? .notice : .plain, text)]
  }

  private static func line(_ review: JSONNode) -> PatternReport.Line {
    let name = review["reviewer"]?.string ?? ""
    let error = review["errors"]?[0]?["message"]?.string
    let feedback = review["feedback"]?.string ?? ""
    if let error, feedback.isEmpty { return .item(.bad, "\(name) has not answered: \(error)") }
    let words = feedback.isEmpty ? "nothing to say" : feedback
    return .item((review["findings"]?.int ?? 0) == 0 ? .good : .plain, "\(name): \(words)")
  }

  private static func weight(of verdict: CodeVerdict) -> PatternReport.Weight {
    switch verdict {
    case .approve: .good
    case .comment: .notice
    case .requestChanges: .bad
    }
  }
}
