internal import RoundhouseModel

/// Reads a value of the configuration from the text of a variable or flag.
struct ConfigurationText {
  /// Where relative paths begin.
  let folder: String

  /// The value; an error names the origin, what was expected and what was found.
  func value(
    _ text: String, of key: ConfigurationKey, from origin: ConfigurationOrigin
  ) throws(RoundhouseError) -> ConfigurationValue {
    if let value = value(text, key.kind) { return value }
    throw RoundhouseError(
      .badRequest, "\(origin): expected \(key.kind.expected), found \"\(PathText.shown(Array(text.utf8)))\"",
      remedy: remedy(text, key.kind))
  }

  private func value(_ text: String, _ kind: ConfigurationKind) -> ConfigurationValue? {
    switch kind {
    case .address: ConfigurationKind.isAddress(text) ? .text(text) : nil
    case .folder, .folders: ConfigurationKind.isPath(text) ? .text(PathText.absolute(text, from: folder)) : nil
    case .choice(let words): words.contains(text) ? .text(text) : nil
    case .size(let range):
      (ByteSizeText.parse(text) ?? UInt64(text)).flatMap { range.contains($0) ? .size($0) : nil }
    case .duration(let range): DurationText.parse(text).flatMap { range.contains($0) ? .duration($0) : nil }
    case .count(let range): Int(text).flatMap { range.contains($0) ? .count($0) : nil }
    case .ratio(let range): Double(text).flatMap { range.contains($0) ? .ratio($0) : nil }
    case .toggle: Self.toggles[text.lowercased()].map { .toggle($0) }
    }
  }

  private func remedy(_ text: String, _ kind: ConfigurationKind) -> String {
    let guess: String? =
      switch kind {
      case .choice(let words): Spelling.nearest(to: text, among: words)
      case .size: ByteSizeText.suggestion(for: text)
      case .duration: DurationText.suggestion(for: text)
      case .address: UInt16(text).map { "127.0.0.1:\($0)" }
      default: nil
      }
    return guess.map { "write \"\($0)\"" } ?? "correct it or leave it out"
  }

  private static let toggles = [
    "1": true, "true": true, "yes": true, "on": true, "0": false, "false": false, "no": false, "off": false,
  ]
}
