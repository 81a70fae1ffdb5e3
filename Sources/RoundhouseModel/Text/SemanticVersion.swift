/// A version number after semver.org 2.0.0: `2.3.1`, `1.0.0-rc.1`, `1.0.0+build.7`.
package enum SemanticVersion {
  /// Whether a text is one, of at most 64 bytes.
  package static func isValid(_ text: String) -> Bool {
    guard text.utf8.count <= 64 else { return false }
    let build = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    if build.count == 2, !hasValidIdentifiers(build[1], allowsLeadingZero: true) { return false }
    let release = build[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    if release.count == 2, !hasValidIdentifiers(release[1], allowsLeadingZero: false) { return false }
    let numbers = release[0].split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 3 && numbers.allSatisfy { isNumber($0) && !hasLeadingZero($0) }
  }

  /// What somebody meant who wrote `1`, `1.0` or `v1.2.3`; nil if that is not clear.
  package static func suggestion(for text: String) -> String? {
    let bare = text.hasPrefix("v") ? String(text.dropFirst()) : text
    return ["", ".0", ".0.0"].map { bare + $0 }.first(where: isValid)
  }

  private static func hasValidIdentifiers(_ text: Substring, allowsLeadingZero: Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      guard !part.isEmpty, part.utf8.allSatisfy(isIdentifierByte) else { return false }
      return allowsLeadingZero || !isNumber(part) || !hasLeadingZero(part)
    }
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
  }

  private static func hasLeadingZero(_ text: Substring) -> Bool { text.utf8.count > 1 && text.utf8.first == 48 }

  private static func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
