internal import RoundhouseModel

/// What was chosen, for a person.
enum RoutingReport {
  static func lines(_ result: JSONNode) -> PatternReport {
    let decision = result["decision"]
    let best = decision?["route"]?.string ?? ""
    let taken = result["taken"]?.string ?? ""
    let isLow = decision?["low"]?.bool == true
    var report = PatternReport([.heading("\(result["id"]?.string ?? ""): \(taken)")])
    report.lines.append(.item(isLow ? .notice : .good, "\(best), \(percent(decision?["confidence"]))"))
    for other in decision?["alternatives"]?.elements.map({ $0 }) ?? [] {
      report.lines.append(.item(.plain, "\(other["route"]?.string ?? ""), \(percent(other["confidence"]))"))
    }
    if isLow { report.lines.append(.text("Less sure than \(percent(decision?["threshold"])).")) }
    if let who = result["decidedBy"]?.string, who != "confidence" {
      report.lines.append(.fact(name: "decided by", value: who))
    }
    for failed in result["failed"]?.elements.map({ $0 }) ?? [] {
      let message = failed["error"]?["message"]?.string ?? ""
      report.lines.append(.item(.bad, "\(failed["route"]?.string ?? ""): \(message)"))
    }
    if let output = result["output"], !output.isNull {
      report.lines += [.gap] + PatternReport.lines(of: output)
    }
    if let error = result["error"] { report.lines += [.gap, .item(.bad, error["detail"]?.string ?? "")] }
    return report
  }

  private static func percent(_ node: JSONNode?) -> String { "\(Int(((node?.double ?? 0) * 100).rounded())) %" }
}
