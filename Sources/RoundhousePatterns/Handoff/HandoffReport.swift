internal import RoundhouseModel

/// What a chain came to, for a person: who has answered, how it went, and what they said in the end.
enum HandoffReport {
  static func report(_ result: JSONNode) -> PatternReport? {
    guard let chain = result["chain"]?.string, let hops = result["hops"] else { return nil }
    let agents = hops.elements.map { $0["answered_by"]?.string ?? $0["agent"]?.string ?? "" }
    var report = PatternReport([.heading("\(chain): \(agents.joined(separator: " → "))")])
    for hop in hops.elements { report.lines += lines(of: hop) }
    if result["success"]?.bool == true, let output = result["output"], let agent = agents.last {
      report.lines += [.gap, .speech(who: agent, what: AnswerText.of(output))]
      report.lines += sources(of: output)
    }
    if let metrics = result["metrics"] { report.lines += [.gap] + facts(metrics) }
    return report
  }

  private static func lines(of hop: JSONNode) -> [PatternReport.Line] {
    let agent = hop["agent"]?.string ?? ""
    var lines: [PatternReport.Line] = (hop["errors"].map { Array($0.elements) } ?? []).map { error in
      .item(.bad, "\(error["agent"]?.string ?? agent) has failed: \(error["message"]?.string ?? "")")
    }
    guard hop["success"]?.bool == true else { return lines }
    var text = "\(agent) has answered in \(hop["duration"]?.int ?? 0) ms"
    if let other = hop["answered_by"]?.string {
      text = "\(other) has answered in the place of \(agent), in \(hop["duration"]?.int ?? 0) ms"
    }
    if let to = hop["handoff"]?.string { text += ", and hands over to \(to)" }
    lines.append(.item(hop["answered_by"] == nil ? .good : .notice, text))
    return lines
  }

  /// Where an answer was taken from, if it says so and its text does not.
  private static func sources(of output: JSONNode) -> [PatternReport.Line] {
    let text = AnswerText.of(output)
    var lines: [PatternReport.Line] = []
    for citation in output["citations"].map({ Array($0.elements) }) ?? [] {
      guard let source = citation["source"]?.string, !text.contains(source) else { continue }
      let line = PatternReport.Line.item(.plain, "[\(citation["n"]?.int ?? 0)] \(source)")
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  private static func facts(_ metrics: JSONNode) -> [PatternReport.Line] {
    func count(_ name: String) -> Int64 { metrics[name]?.int ?? 0 }
    var lines: [PatternReport.Line] = [
      .fact(name: "took", value: "\(count("duration")) ms, \(count("hops")) agents"),
      .fact(name: "context", value: "passed on at \(count("contexts_passed")) of \(count("handoffs")) handoffs"),
    ]
    if count("failed_turns") > 0 {
      lines.append(
        .fact(
          name: "fallbacks", value: "\(count("fallbacks_used")) of \(count("failed_turns")) failures were made good"))
    }
    return lines
  }
}
