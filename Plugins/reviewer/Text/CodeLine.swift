// SPDX-License-Identifier: Apache-2.0

/// A line of code taken apart into code, literals and comment.
struct CodeLine {
  let text: ArraySlice<UInt8>
  /// As long as the text, with spaces for what stands in literals and comments. The quotes stay.
  private(set) var code: [UInt8]
  /// What stands within quotes.
  private(set) var literals: [ArraySlice<UInt8>] = []
  /// What stands behind the sign of a comment, or within one; empty if there is none.
  private(set) var comment: ArraySlice<UInt8> = []

  /// - Parameter isInComment: whether the line begins within `/* … */`; afterwards, whether the next one does.
  init(_ text: ArraySlice<UInt8>, _ language: Language, isInComment: inout Bool) {
    self.text = text
    code = Array(text)
    var place = text.startIndex
    while place < text.endIndex {
      if isInComment {
        place = skipComment(from: place, &isInComment)
      } else if !language.lineComment.isEmpty, text[place...].starts(with: language.lineComment) {
        comment = text[(place + language.lineComment.count)...]
        blank(place..<text.endIndex)
        return
      } else if language.hasBlockComments, text[place...].starts(with: "/*") {
        isInComment = true
        blank(place..<place + 2)
        place += 2
      } else if language.quotes(text[place]) {
        place = skipLiteral(from: place)
      } else {
        place += 1
      }
    }
  }

  /// Whether there is nothing in it but a comment.
  var isOnlyComment: Bool { !comment.isEmpty && code.allSatisfy(\.isSpace) }

  /// - Returns: the place behind the comment.
  private mutating func skipComment(from place: Int, _ isInComment: inout Bool) -> Int {
    let end = text.firstPlace(of: [UInt8(ascii: "*"), .slash], from: place)
    comment = text[place..<(end ?? text.endIndex)]
    isInComment = end == nil
    let next = end.map { $0 + 2 } ?? text.endIndex
    blank(place..<next)
    return next
  }

  /// - Returns: the place behind the literal, which ends with its line.
  private mutating func skipLiteral(from start: Int) -> Int {
    var place = start + 1
    while place < text.endIndex, text[place] != text[start] { place += text[place] == .backslash ? 2 : 1 }
    let end = min(place, text.endIndex)
    literals.append(text[(start + 1)..<end])
    blank((start + 1)..<end)
    return end + 1
  }

  private mutating func blank(_ places: Range<Int>) {
    for place in places { code[place - text.startIndex] = .space }
  }
}
