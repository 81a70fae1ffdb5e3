// SPDX-License-Identifier: Apache-2.0

extension Hunk {
  /// The lines of the new file, taken apart. A comment that begins before the hunk is not known.
  func code(_ language: Language) -> [(line: DiffLine, code: CodeLine)] {
    var isInComment = false
    return new.map { line in (line, CodeLine(line.text, language, isInComment: &isInComment)) }
  }
}
