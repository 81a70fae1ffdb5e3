/// One word of a command that has its place instead of a name.
struct Argument: Sendable {
  /// What stands for it in help: `CAPABILITY`, `PATH`.
  var name: String
  var kind = ValueKind.text
  var isOptional = false
  /// Takes all the words that are left; only the last argument may.
  var isRepeated = false
  /// One sentence without a final period.
  var help: String

  init(
    _ name: String, kind: ValueKind = .text, isOptional: Bool = false, isRepeated: Bool = false, help: String
  ) {
    self.name = name
    self.kind = kind
    self.isOptional = isOptional
    self.isRepeated = isRepeated
    self.help = help
  }

  /// How a usage line writes it: `[NAME]`, `NAME…`.
  var usage: String {
    let text = name + (isRepeated ? "…" : "")
    return isOptional ? "[\(text)]" : text
  }
}
