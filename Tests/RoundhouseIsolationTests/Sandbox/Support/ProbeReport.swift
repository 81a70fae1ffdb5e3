import RoundhouseIsolation

/// What a probe found.
struct ProbeReport: CustomStringConvertible {
  /// By attempt with its argument: 0, or the error's number.
  var results: [String: Int32] = [:]
  var gaps: [String] = []
  /// Why the sandbox was not entered.
  var refusal: String?
  var values: [String: String] = [:]
  let ending: ProcessEnding
  let text: String

  init(_ text: String, _ ending: ProcessEnding) {
    self.text = text
    self.ending = ending
    for line in text.split(separator: "\n") {
      guard let equals = line.firstIndex(of: "=") else { continue }
      let key = String(line[..<equals])
      let value = String(line[line.index(after: equals)...])
      switch key {
      case "gap": gaps.append(value)
      case "refused": refusal = value
      default:
        if let number = Int32(value) { results[key] = number }
        values[key] = value
      }
    }
  }

  subscript(_ attempt: String) -> Int32? { results[attempt.contains(":") ? attempt : attempt + ":"] }

  var description: String { "\(ending); \(text)" }
}
