/// The page that `--help` shows, made from the command's own description.
struct HelpText {
  private let command: Command
  private let title: String
  private let width: Int
  private let ink: Ink

  /// - Parameter path: the words that lead to the command.
  init(_ command: Command, path: [String], terminal: Terminal) {
    self.command = command
    title = path.joined(separator: " ")
    width = min(terminal.width ?? 80, 100)
    ink = terminal.ink
  }

  var text: String {
    let sections = [
      heading, usage, discussion,
      list("Commands", command.visibleSubcommands.map { ($0.name, $0.abstract) }),
      list("Arguments", command.arguments.map { ($0.name, $0.help) }),
      list("Options", command.options.map(row)), list("Everywhere", Option.everywhere.map(row)),
      examples, ending,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private var heading: String {
    let line = "\(title): \(command.abstract.prefix(1).lowercased())\(command.abstract.dropFirst())"
    return ink.bold(title) + Wrapping.wrap(line, width: width).dropFirst(title.count)
  }

  private var usage: String {
    var lines: [String] = []
    if command.body != nil {
      let options = command.options.isEmpty ? "" : " [options]"
      lines.append((["  " + title] + command.arguments.map(\.usage)).joined(separator: " ") + options)
    }
    if !command.visibleSubcommands.isEmpty { lines.append("  \(title) COMMAND …") }
    return ink.bold("Usage") + "\n" + lines.joined(separator: "\n")
  }

  private var discussion: String { Wrapping.wrap(command.discussion, width: width) }

  private func row(_ option: Option) -> (String, String) {
    var help = option.help
    if case .choice(let choices) = option.kind, !choices.allSatisfy(help.contains) {
      help += ": " + choices.joined(separator: ", ")
    }
    if !option.fallback.isEmpty { help += " [\(option.fallback)]" }
    // Long options stand in one column, whether or not a letter stands before them.
    return (option.letter == nil ? "    " + option.usage : option.usage, help)
  }

  private func list(_ title: String, _ rows: [(name: String, help: String)]) -> String {
    guard !rows.isEmpty else { return "" }
    let column = min(rows.reduce(0) { max($0, DisplayWidth.of($1.name)) }, 28)
    let lines = rows.map { name, help in
      let text = Wrapping.wrap(help, width: width, indent: column + 4)
      guard DisplayWidth.of(name) <= column else { return "  " + ink(name, .cyan) + "\n" + text }
      let space = String(repeating: " ", count: column - DisplayWidth.of(name) + 2)
      return "  " + ink(name, .cyan) + space + text.drop { $0 == " " }
    }
    return ([ink.bold(title)] + lines).joined(separator: "\n")
  }

  private var examples: String {
    guard !command.examples.isEmpty else { return "" }
    let lines = command.examples.map { "  " + ink.dim("# " + $0.meaning) + "\n  " + $0.line }
    return ([ink.bold("Examples")] + lines).joined(separator: "\n")
  }

  private var ending: String {
    command.visibleSubcommands.isEmpty ? "" : ink.dim("`\(title) COMMAND --help` says more about each.")
  }
}
