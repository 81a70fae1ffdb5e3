/// Completion for fish: one line per word that may come.
struct FishCompletion {
  let root: Command

  var text: String {
    let head = """
      # fish completion for \(root.name); put it as ~/.config/fish/completions/\(root.name).fish
      complete -c \(root.name) -f
      """
    return ([head] + Completion.walk(root).flatMap(lines)).joined(separator: "\n") + "\n"
  }

  private func lines(_ path: [String], _ command: Command) -> [String] {
    let condition = condition(path, command)
    let names = command.visibleSubcommands.map { subcommand in
      "complete -c \(root.name) -n \(condition) -a \(subcommand.name) -d \(Self.quote(subcommand.abstract))"
    }
    let options = command.options.map { line($0, condition) }
    let everywhere = path.count == 1 ? Option.everywhere.map { line($0, nil) } : []
    let values = command.arguments.first.flatMap { Self.values($0.kind) }.map { values in
      ["complete -c \(root.name) -n \(condition) \(values)"]
    }
    return names + options + everywhere + (values ?? [])
  }

  /// Holds where the words typed so far lead to this command and to none of its subcommands.
  private func condition(_ path: [String], _ command: Command) -> String {
    if path.count == 1 { return "__fish_use_subcommand" }
    var text = "__fish_seen_subcommand_from \(path[1])"
    for name in path.dropFirst(2) { text += "; and __fish_seen_subcommand_from \(name)" }
    let below = command.visibleSubcommands.map(\.name)
    if !below.isEmpty { text += "; and not __fish_seen_subcommand_from \(below.joined(separator: " "))" }
    return Self.quote(text)
  }

  private func line(_ option: Option, _ condition: String?) -> String {
    var line = "complete -c \(root.name)"
    if let condition { line += " -n \(condition)" }
    line += " -l \(option.name)"
    if let letter = option.letter { line += " -s \(letter)" }
    if !option.isSwitch { line += option.kind == .file ? " -r" : " -x" }
    if let values = Self.values(option.kind), !option.isSwitch { line += " " + values }
    return line + " -d \(Self.quote(option.help))"
  }

  private static func values(_ kind: ValueKind) -> String? {
    switch kind {
    case .file: "-F"
    case .folder: "-a '(__fish_complete_directories)'"
    case .agent: "-a '(roundhouse names agents 2>/dev/null)'"
    case .capability: "-a '(roundhouse names capabilities 2>/dev/null)'"
    case .choice(let choices): "-a \(quote(choices.joined(separator: " ")))"
    case .text, .duration, .address, .url, .integer: nil
    }
  }

  private static func quote(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
