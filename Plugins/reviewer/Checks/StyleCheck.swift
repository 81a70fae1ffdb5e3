// SPDX-License-Identifier: Apache-2.0

/// `review.style`: what a formatter or a second look would have found in added lines.
struct StyleCheck: Check {
  let limits: ReviewLimits

  func findings(in file: FileChange) -> [Finding] {
    var findings: [Finding] = []
    for hunk in file.hunks {
      for (line, code) in hunk.code(file.language) where line.kind == .added {
        findings += spacing(line, file) + content(line, code, file)
      }
    }
    if file.lacksFinalNewline, file.kind != .removed, let last = file.hunks.last?.new.last {
      findings.append(
        finding(file, last, .info, "style.final-newline", "the file's last line has no line end", "end it with one"))
    }
    return findings
  }

  private func finding(
    _ file: FileChange, _ line: DiffLine, _ severity: Severity, _ rule: String, _ message: String, _ suggestion: String
  ) -> Finding {
    Finding(
      file: file.path, line: line.number, severity: severity, rule: rule, message: message, suggestion: suggestion)
  }

  private func spacing(_ line: DiffLine, _ file: FileChange) -> [Finding] {
    var findings: [Finding] = []
    let columns = line.text.count { $0 & 0xC0 != 0x80 }
    if columns > limits.lineLength, file.language.isCode {
      findings.append(
        finding(
          file, line, .info, "style.line-length", "the line has \(columns) columns, more than \(limits.lineLength)",
          "break it where it pauses"))
    }
    // Two spaces at the end are a line break in prose.
    if let last = line.text.last, last.isSpace, file.language != .prose {
      findings.append(
        finding(file, line, .info, "style.trailing-space", "there is white space at the end of the line", "take it off")
      )
    }
    let indentation = line.text.prefix { $0.isSpace }
    if indentation.contains(.tab), indentation.contains(.space), file.language.isCode {
      findings.append(
        finding(file, line, .info, "style.mixed-indentation", "tabs and spaces indent one line", "use one of them"))
    }
    return findings
  }

  private func content(_ line: DiffLine, _ code: CodeLine, _ file: FileChange) -> [Finding] {
    if line.text.starts(with: "<<<<<<< ") || line.text.starts(with: ">>>>>>> ") {
      return [
        finding(
          file, line, .critical, "style.conflict-marker", "a merge was not finished here",
          "choose one side and remove the marks")
      ]
    }
    var findings: [Finding] = []
    if let word = Remark.unfinished(in: code.comment) {
      findings.append(
        finding(
          file, line, .info, "style.\(word.lowercased())", "\(word): something is left to do",
          "do it, or say where it is noted"))
    }
    guard file.language.isCode else { return findings }
    if DebugPrint.stands(in: code.code, file.language), !TestFile.isOne(file.path) {
      findings.append(
        finding(
          file, line, .minor, "style.debug-print", "this looks like a trace of looking for a fault",
          "take it out, or write to the log"))
    }
    if code.isOnlyComment, Remark.isCode(code.comment) {
      findings.append(
        finding(file, line, .minor, "style.commented-code", "code is commented out", "remove it: the history keeps it"))
    }
    return findings
  }
}
