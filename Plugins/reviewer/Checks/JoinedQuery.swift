// SPDX-License-Identifier: Apache-2.0

/// SQL that is joined from pieces: `"SELECT … " + name`, `f"… {name}"`, `"… \(name)"`, `"… %s" % name`.
enum JoinedQuery {
  private static let verbs: [[UInt8]] = ["select ", "insert into ", "update ", "delete from ", "drop table "].map {
    Array($0.utf8)
  }
  /// Without one of these a sentence in English may begin with the verb.
  private static let companions: [[UInt8]] = [" from ", " values", " set ", " where ", "into ", "table "].map {
    Array($0.utf8)
  }

  static func stands(in line: CodeLine) -> Bool {
    guard let statement = line.literals.first(where: isStatement) else { return false }
    return isFilled(statement, line) || isJoined(statement, line)
  }

  private static func isStatement(_ literal: ArraySlice<UInt8>) -> Bool {
    let lower = literal.map(\.lowercased)
    let start = lower.trimmed
    return verbs.contains { start.prefix($0.count).elementsEqual($0) }
      && companions.contains { lower.firstPlace(of: $0) != nil }
  }

  /// Whether values stand within the literal.
  private static func isFilled(_ literal: ArraySlice<UInt8>, _ line: CodeLine) -> Bool {
    if literal.contains("\\(") || literal.contains("${") || literal.contains("#{") { return true }
    let before = literal.startIndex - 2
    let isFormatted = before >= line.text.startIndex && line.text[before].lowercased == UInt8(ascii: "f")
    return isFormatted && literal.contains(.openBrace)
  }

  /// Whether something is added behind it.
  private static func isJoined(_ literal: ArraySlice<UInt8>, _ line: CodeLine) -> Bool {
    let end = literal.endIndex + 1
    guard end <= line.text.endIndex else { return false }
    let rest = line.code[(end - line.text.startIndex)...].drop(while: \.isSpace)
    if rest.starts(with: ".format(") { return true }
    guard let sign = rest.first,
      sign == .plus || sign == UInt8(ascii: "%") || (sign == .dot && rest.dropFirst().first == .space)
    else { return false }
    // Another literal adds nothing of anybody's.
    let operand = rest.dropFirst().drop(while: \.isSpace).first
    return operand != nil && operand != .quote && operand != .apostrophe
  }
}
