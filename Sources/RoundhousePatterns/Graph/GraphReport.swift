internal import RoundhouseModel

/// What a graph came to, for a person: its way, its state, and what is wrong.
enum GraphReport {
  static func lines(_ result: JSONNode) -> PatternReport {
    var report = PatternReport([.heading(heading(result))])
    for visit in result["path"]?.elements.map({ $0 }) ?? [] { report.lines.append(line(visit)) }
    let state = result["state"]?.keyedMembers ?? []
    if !state.isEmpty { report.lines.append(.gap) }
    for member in state { report.lines.append(.fact(name: member.name, value: text(member.value))) }
    if state.isEmpty, let output = result["output"], !output.isNull {
      report.lines += [.gap] + PatternReport.lines(of: output)
    }
    guard let error = result["error"] else { return report }
    report.lines += [.gap, .item(.bad, error["detail"]?.string ?? "")]
    if let remedy = error["remedy"]?.string { report.lines.append(.text(remedy)) }
    return report
  }

  private static func heading(_ result: JSONNode) -> String {
    let steps = result["steps"]?.int ?? 0
    let time = DurationText.format(.milliseconds(UInt64(max(0, result["duration"]?.int ?? 0))))
    let id = result["graph"]?.string ?? ""
    return "\(id): \(result["end"]?.string ?? ""), \(steps == 1 ? "1 step" : "\(steps) steps"), \(time)"
  }

  private static func line(_ visit: JSONNode) -> PatternReport.Line {
    var text = visit["node"]?.string ?? ""
    if let number = visit["visit"]?.int, number > 1 { text += " (\(number))" }
    if let agent = visit["agentId"]?.string { text += " by \(agent)" }
    if let message = visit["error"]?["message"]?.string { text += ": \(message)" }
    let next = visit["next"]?.elements.compactMap(\.string) ?? []
    if !next.isEmpty { text += " → \(next.joined(separator: ", "))" }
    let isHandled = visit["error"] != nil && !next.isEmpty
    return .item(visit["error"] == nil ? .good : isHandled ? .notice : .bad, text)
  }

  private static func text(_ node: JSONNode) -> String {
    node.string ?? String(decoding: node.raw, as: UTF8.self)
  }
}
