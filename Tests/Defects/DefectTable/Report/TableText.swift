internal import RoundhouseModel

/// The table for people.
package enum TableText {
  /// Columns of text for a terminal; each row's objections below it.
  package static func plain(_ rows: [Row]) -> String {
    let lines = [Row.heads] + rows.map(\.cells)
    let widths = Row.heads.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    var text = line(Row.heads, widths)
    for row in rows {
      text += line(row.cells, widths)
      for objection in row.verdict.objections { text += "    ✗ \(objection)\n" }
    }
    return text
  }

  /// A table in Markdown; what is not as expected is told below it.
  package static func markdown(_ rows: [Row]) -> String {
    var text = markdownLine(Row.heads) + markdownLine(Row.heads.map { _ in "---" })
    for row in rows { text += markdownLine(row.cells) }
    let failed = rows.filter { !$0.verdict.objections.isEmpty }
    if !failed.isEmpty { text += "\nNot as expected:\n" }
    for row in failed {
      let place = "\(row.observation.defect.name), \(row.observation.tier.rawValue)"
      text += row.verdict.objections.map { "- \(place): \($0)\n" }.joined()
    }
    return text
  }

  /// How many came to what, in one line.
  package static func summary(_ rows: [Row]) -> String {
    let counts = Outcome.allCases.compactMap { outcome -> String? in
      let count = rows.filter { $0.verdict.outcome == outcome }.count
      return count > 0 ? "\(count) \(outcome.rawValue)" : nil
    }
    let wrong = rows.filter { !$0.verdict.objections.isEmpty }.count
    return "\(rows.count) experiments: \(counts.joined(separator: "; ")). "
      + (wrong == 0 ? "All as expected." : "\(wrong) not as expected.")
  }

  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    let padded = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
    var text = padded.joined(separator: "  ")
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  private static func markdownLine(_ cells: [String]) -> String {
    "| " + cells.map { String($0.map { $0 == "|" ? "/" : $0 }) }.joined(separator: " | ") + " |\n"
  }
}
