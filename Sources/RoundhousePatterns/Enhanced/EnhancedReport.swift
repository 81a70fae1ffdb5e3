internal import RoundhouseModel

/// What an enhanced workflow came to, for a person.
enum EnhancedReport {
  static func lines(_ result: JSONNode) -> PatternReport {
    let state = result["state"]
    let time = DurationText.format(.milliseconds(UInt64(max(0, result["duration"]?.int ?? 0))))
    var report = PatternReport([.heading("\(result["id"]?.string ?? ""): \(state?["stage"]?.string ?? ""), \(time)")])
    for node in state?["node_execution_times"]?.keyedMembers ?? [] {
      report.lines.append(.item(.good, "\(node.name), \(milliseconds(node.value))"))
    }
    // How much is known by itself is of interest only where somebody was asked because of it.
    if let decision = state?["routing_history"]?.elements.map({ $0 }).last,
      decision["alternatives"]?.count != 0 || decision["route"]?.string != EnhancedExecution.memoryRoute
        || state?["review_id"] != nil
    {
      let isLow = decision["low"]?.bool == true
      let percent = Int(((decision["confidence"]?.double ?? 0) * 100).rounded())
      report.lines.append(
        .item(isLow ? .notice : .plain, "route \(decision["route"]?.string ?? ""), \(percent) % sure"))
    }
    for error in state?["errors"]?.elements.map({ $0 }) ?? [] {
      let isRecovered = error["recovered"]?.bool == true
      let text =
        "\(error["node"]?.string ?? ""): \(error["message"]?.string ?? "")\(isRecovered ? ", tried again" : "")"
      report.lines.append(.item(isRecovered ? .notice : .bad, text))
    }
    for feedback in state?["human_feedback"]?.elements.map({ $0 }) ?? [] {
      let verdict = feedback["approved"]?.bool == true ? "approved" : "refused"
      let comments = feedback["comments"]?.string ?? ""
      report.lines.append(
        .speech(
          who: feedback["reviewer_id"]?.string ?? "", what: comments.isEmpty ? verdict : "\(verdict): \(comments)"))
    }
    if let output = result["output"], !output.isNull { report.lines += [.gap] + PatternReport.lines(of: output) }
    if let error = result["error"] { report.lines += [.gap, .item(.bad, error["detail"]?.string ?? "")] }
    return report
  }

  private static func milliseconds(_ seconds: JSONNode) -> String {
    DurationText.format(.milliseconds(UInt64(max(0, (seconds.double ?? 0) * 1000).rounded())))
  }
}
