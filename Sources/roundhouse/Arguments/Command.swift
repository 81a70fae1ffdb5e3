internal import RoundhouseModel

/// A command: what it is called, takes, and does.
///
/// Reading the command line, help texts and the completion of three shells all come from this one value.
struct Command: Sendable {
  typealias Body = @Sendable (Invocation, Console) throws(RoundhouseError) -> Int32

  /// One line of help that can be tried as it stands.
  struct Example: Sendable {
    var line: String
    var meaning: String

    init(_ line: String, _ meaning: String) {
      self.line = line
      self.meaning = meaning
    }
  }

  var name: String
  /// One line without a final period, beginning with a verb.
  var abstract: String
  /// Paragraphs that teach; wrapped when shown.
  var discussion = ""
  var arguments: [Argument] = []
  var options: [Option] = []
  var examples: [Example] = []
  var subcommands: [Command] = []
  /// Neither listed nor completed.
  var isHidden = false
  /// What it does; nil for a command that only groups others.
  var body: Body?

  /// The subcommand of that name.
  func subcommand(_ name: String) -> Command? { subcommands.first { $0.name == name } }
  var visibleSubcommands: [Command] { subcommands.filter { !$0.isHidden } }
}

extension Option {
  /// Those that every command takes.
  static let everywhere = [color, quiet, help]

  static let color = Option(
    "color", value: "WHEN", kind: .choice(["auto", "always", "never"]), fallback: "auto",
    help: "Colours: only on a terminal and without NO_COLOR (auto), always or never")
  static let quiet = Option("quiet", letter: "q", help: "Nothing on standard error but errors")
  static let help = Option("help", letter: "h", help: "Show what this command does, with examples")
}
