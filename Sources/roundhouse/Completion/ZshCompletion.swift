/// Completion for zsh: one function per command, by `_arguments`.
struct ZshCompletion {
  let root: Command

  var text: String {
    """
    #compdef \(root.name)
    # zsh completion for \(root.name); put it as _\(root.name) into a folder of $fpath, or: source <(\(root.name) completion zsh)
    _\(root.name)_names() {
      local -a names
      names=(${(f)"$(\(root.name) names $1 2>/dev/null)"})
      compadd -a names
    }
    \(Completion.walk(root).map(function).joined(separator: "\n"))
    if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
      _\(root.name) "$@"
    else
      compdef _\(root.name) \(root.name)
    fi

    """
  }

  private func function(_ path: [String], _ command: Command) -> String {
    let name = Self.function(path)
    let options = (command.options + Option.everywhere).map { "    " + Self.specification($0) }
    guard command.visibleSubcommands.isEmpty else { return group(name, path, command, options) }
    let arguments = command.arguments.map { argument in
      "    " + Self.quote("\(argument.isRepeated ? "*" : ""):\(argument.name):\(Self.action(argument.kind))")
    }
    return "\(name)() {\n  _arguments -s \\\n\((options + arguments).joined(separator: " \\\n"))\n}"
  }

  private func group(_ name: String, _ path: [String], _ command: Command, _ options: [String]) -> String {
    let names = command.visibleSubcommands.map { "    " + Self.quote("\($0.name):\($0.abstract)") }
    let cases = command.visibleSubcommands.map { "    \($0.name)) \(Self.function(path + [$0.name])) ;;" }
    return """
      \(name)() {
        local curcontext=$curcontext state line
        local -a commands=(
      \(names.joined(separator: "\n"))
        )
        _arguments -C -s \\
      \(options.joined(separator: " \\\n")) \\
          '1: :->command' '*:: :->rest'
        case $state in
        command) _describe command commands ;;
        rest) case $line[1] in
      \(cases.joined(separator: "\n"))
          esac ;;
        esac
      }
      """
  }

  private static func function(_ path: [String]) -> String { "_" + path.joined(separator: "_") }

  private static func specification(_ option: Option) -> String {
    let help = option.help.replacing("[", with: "(").replacing("]", with: ")").replacing(":", with: "\\:")
    let value = option.isSwitch ? "" : ":\(option.value):\(action(option.kind))"
    let repeated = option.isRepeated ? "*" : ""
    return quote("\(repeated)--\(option.name)\(option.isSwitch ? "" : "=")[\(help)]\(value)")
  }

  private static func action(_ kind: ValueKind) -> String {
    switch kind {
    case .file: "_files"
    case .folder: "_files -/"
    case .agent: "{_roundhouse_names agents}"
    case .capability: "{_roundhouse_names capabilities}"
    case .choice(let choices): "(\(choices.joined(separator: " ")))"
    case .text, .duration, .address, .url, .integer: ""
    }
  }

  private static func quote(_ text: String) -> String { "'" + text.replacing("'", with: "'\\''") + "'" }
}
