/// One thing that can be configured: its name in the file, what it may be, and the other ways to say it.
package struct ConfigurationKey: Sendable, Equatable {
  /// Dotted as in the file: `limits.body`.
  package let name: String
  package let kind: ConfigurationKind
  /// nil: a folder that depends on the machine, or none at all.
  package let standard: ConfigurationValue?
  /// The environment's variable; empty if there is none.
  package let variable: String
  /// The command line's flag with its dashes; empty if there is none.
  package let flag: String
  /// One sentence for people.
  package let summary: String

  init(
    _ name: String, _ kind: ConfigurationKind, _ standard: ConfigurationValue?, variable: String = "",
    flag: String = "", _ summary: String
  ) {
    self.name = name
    self.kind = kind
    self.standard = standard
    self.variable = variable
    self.flag = flag
    self.summary = summary
  }

  /// The object that holds it in the file; empty for the outermost.
  var section: String { name.firstIndex(of: ".").map { String(name[..<$0]) } ?? "" }
  /// Its key within that object.
  var shortName: String { name.firstIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? name }
}
