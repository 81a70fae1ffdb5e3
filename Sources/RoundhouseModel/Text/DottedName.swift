/// Names of agents and capabilities: `ticket.purchase`, `acme.summarizer-2`.
package enum DottedName {
  package static let maximumLength = 128

  /// Parts of lower-case letters, digits, `-` and `_`, each beginning with a letter or digit, joined by dots.
  package static func isValid(_ text: String) -> Bool {
    guard text.utf8.count <= maximumLength else { return false }
    return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.first, isLetterOrDigit(first) else { return false }
      return part.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }
  }

  /// A name, `prefix.*`, or `*`.
  package static func isPattern(_ text: String) -> Bool {
    text == "*" || isValid(text.hasSuffix(".*") ? String(text.dropLast(2)) : text)
  }

  /// What somebody meant who wrote `Acme Summarizer`; nil if that is not clear.
  package static func suggestion(for text: String) -> String? {
    let guess = String(text.lowercased().map { $0 == " " || $0 == "/" || $0 == ":" ? "." : $0 })
    return isValid(guess) ? guess : nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || byte &- UInt8(ascii: "a") < 26
  }
}
