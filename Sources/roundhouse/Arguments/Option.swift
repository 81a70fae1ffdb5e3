/// One `--name` of a command: read, explained and completed from this value alone.
struct Option: Sendable {
  /// Without the dashes.
  var name: String
  /// The short form, as in `-q`.
  var letter: Character?
  /// What stands for the value in help, such as `DIR`; empty for a switch, which takes none.
  var value = ""
  /// One sentence without a final period.
  var help: String
  var kind = ValueKind.text
  var isRepeated = false
  /// What holds when the option is not given; empty: nothing to say.
  var fallback = ""

  init(
    _ name: String, letter: Character? = nil, value: String = "", kind: ValueKind = .text, isRepeated: Bool = false,
    fallback: String = "", help: String
  ) {
    self.name = name
    self.letter = letter
    self.value = value
    self.kind = kind
    self.isRepeated = isRepeated
    self.fallback = fallback
    self.help = help
  }

  var isSwitch: Bool { value.isEmpty }

  /// How help writes it: `-q, --quiet` or `--agents DIR…`.
  var usage: String {
    let short = letter.map { "-\($0), " } ?? ""
    return short + "--\(name)" + (isSwitch ? "" : " \(value)") + (isRepeated ? "…" : "")
  }
}
