// SPDX-License-Identifier: Apache-2.0

// What a word between two spaces can be in a citation.
extension String {
  var withoutComma: String { hasSuffix(",") ? String(dropLast()) : self }
}

extension Substring {
  /// The number that the word is, punctuation aside; nil for all else.
  var number: Int? {
    let core = drop { "([".contains($0) }.reversed().drop { ",.;:])".contains($0) }.reversed()
    guard 1...5 ~= core.count, core.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    return Int(String(core))
  }

  /// `495`, `495-96`.
  var pinpoint: String? {
    let core = String(reversed().drop { ",.;:".contains($0) }.reversed())
    guard core.first?.isNumber == true, core.allSatisfy({ $0.isNumber || "-–".contains($0) }) else { return nil }
    return core
  }

  /// `107`, `2-207`, `1983(a)`.
  var section: String? {
    let core = String(drop { "§ ".contains($0) }.reversed().drop { ",.;:".contains($0) }.reversed())
    guard core.first?.isNumber == true, core.allSatisfy({ $0.isLetter || $0.isNumber || "-–.()".contains($0) }) else {
      return nil
    }
    return core
  }

  func isPartOfName(_ connectors: Set<String>) -> Bool {
    if hasSuffix(";") || hasSuffix(":") || hasSuffix(")") { return false }
    return first?.isUppercase == true || connectors.contains(String(self))
  }
}
