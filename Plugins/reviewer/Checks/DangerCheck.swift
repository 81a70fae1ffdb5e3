// SPDX-License-Identifier: Apache-2.0

/// `review.danger`: calls and settings that have hurt many, in code that was added.
struct DangerCheck: Check {
  func findings(in file: FileChange) -> [Finding] {
    guard file.language.isCode || file.language == .configuration || file.language == .sql else { return [] }
    let isTest = TestFile.isOne(file.path)
    return file.hunks.flatMap { hunk in
      hunk.code(file.language).filter { $0.line.kind == .added }.flatMap { line, code in
        findings(line, code, file, isTest: isTest)
      }
    }
  }

  private func findings(_ line: DiffLine, _ code: CodeLine, _ file: FileChange, isTest: Bool) -> [Finding] {
    var findings = Danger.all.filter { $0.stands(in: code.code, file.language) }.map { danger in
      Finding(
        file: file.path, line: line.number, severity: softened(danger.severity, isTest), rule: danger.rule,
        message: danger.message, suggestion: danger.suggestion)
    }
    if JoinedQuery.stands(in: code) {
      findings.append(
        Finding(
          file: file.path, line: line.number, severity: softened(.critical, isTest), rule: "danger.sql",
          message: "an SQL statement is put together from texts: whoever gives one of them writes the statement",
          suggestion: "use a prepared statement with parameters"))
    }
    return findings
  }

  /// In a test it harms its author at most.
  private func softened(_ severity: Severity, _ isTest: Bool) -> Severity { isTest ? max(severity, .minor) : severity }
}
