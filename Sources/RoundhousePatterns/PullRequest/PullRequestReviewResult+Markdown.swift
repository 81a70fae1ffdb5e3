extension PullRequestReviewResult {
  /// The review as a comment: `gh pr review 7 --comment --body-file -` posts it. What agents have said is in it as text:
  /// no markup of theirs, and nobody is called by an `@`.
  package var markdown: String {
    var text = "### Review: \(verdict.words)\n\n\(Self.plain(summary))\n"
    for severity in FindingSeverity.allCases.reversed() {
      let some = findings.filter { $0.severity == severity }
      if some.isEmpty { continue }
      text += "\n**\(severity.rawValue)**\n\n"
      for finding in some { text += Self.item(finding) }
    }
    if !notes.isEmpty {
      text += "\n**Not looked at**\n\n"
      for note in notes { text += "- \(Self.plain(note))\n" }
    }
    return text
  }

  private static func item(_ finding: CodeFinding) -> String {
    var text = "- "
    if !finding.place.isEmpty { text += "`\(code(finding.place))` " }
    text += plain(finding.message)
    if !finding.rule.isEmpty { text += " (`\(code(finding.rule))`)" }
    if !finding.suggestion.isEmpty { text += "\n  → \(plain(finding.suggestion))" }
    return text + "\n  _found by \(plain(finding.foundBy.joined(separator: ", ")))_\n"
  }

  /// A text in one line that Markdown leaves as it is.
  private static func plain(_ text: String) -> String {
    var plain = ""
    for character in text.unicodeScalars {
      switch character {
      case "\n", "\r", "\t": plain += " "
      case "<": plain += "&lt;"
      case ">": plain += "&gt;"
      case "&": plain += "&amp;"
      // A character of no width behind it, so that nobody is called.
      case "@": plain += "@\u{200B}"
      case "*", "_", "`", "[", "]", "\\", "#", "|", "!", "~": plain += "\\\(character)"
      default: plain.unicodeScalars.append(character)
      }
    }
    return plain
  }

  /// A text as it may stand between two backticks.
  private static func code(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.map { $0 == "`" || $0.value < 0x20 ? "'" : $0 }))
  }
}
