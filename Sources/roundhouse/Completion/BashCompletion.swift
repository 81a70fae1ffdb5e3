/// Completion for bash 4 and later, without the bash-completion package.
struct BashCompletion {
  let root: Command

  var text: String {
    """
    # bash completion for \(root.name); put it where bash finds it, or: source <(\(root.name) completion bash)
    _\(root.name)() {
      local word=${COMP_WORDS[COMP_CWORD]} last=${COMP_WORDS[COMP_CWORD-1]} path=\(root.name) skip= i
      local words= options= values= takes=
      COMPREPLY=()
      for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ -n $skip ]]; then skip=; continue; fi
        case "$path ${COMP_WORDS[i]}" in
    \(descents)
        esac
        case "$path" in
    \(takers)
        esac
        [[ " $takes " == *" ${COMP_WORDS[i]} "* ]] && skip=1
      done
      case "$path $last" in
    \(optionValues)
      esac
      if [[ -n $values ]]; then
        \(root.name)_values "$values" "$word"
        return
      fi
      case "$path" in
    \(words)
      esac
      if [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$word"))
      else
        [[ -n $words ]] && COMPREPLY=($(compgen -W "$words" -- "$word"))
        [[ -n $values ]] && \(root.name)_values "$values" "$word"
      fi
    }
    \(root.name)_values() {
      local IFS=$'\\n'
      case "$1" in
        :file) COMPREPLY+=($(compgen -f -- "$2")); compopt -o filenames ;;
        :folder) COMPREPLY+=($(compgen -d -- "$2")); compopt -o filenames ;;
        :agent) COMPREPLY+=($(compgen -W "$(\(root.name) names agents 2>/dev/null)" -- "$2")) ;;
        :capability) COMPREPLY+=($(compgen -W "$(\(root.name) names capabilities 2>/dev/null)" -- "$2")) ;;
        :none) ;;
        *) COMPREPLY+=($(compgen -W "${1// /$'\\n'}" -- "$2")) ;;
      esac
    }
    complete -F _\(root.name) \(root.name)

    """
  }

  private var commands: [(path: [String], command: Command)] { Completion.walk(root) }

  private var descents: String {
    commands.dropFirst().map { path, _ in
      let parent = path.dropLast().joined(separator: " ")
      return "      \"\(parent) \(path[path.count - 1])\") path=\"\(path.joined(separator: " "))\" ;;"
    }.joined(separator: "\n")
  }

  private var takers: String {
    commands.map { path, command in
      let names = (command.options + Option.everywhere).filter { !$0.isSwitch }.map { "--\($0.name)" }
      return "      \"\(path.joined(separator: " "))\") takes=\"\(names.joined(separator: " "))\" ;;"
    }.joined(separator: "\n")
  }

  private var optionValues: String {
    commands.flatMap { path, command in
      (command.options + Option.everywhere).filter { !$0.isSwitch }.map { option in
        "    \"\(path.joined(separator: " ")) --\(option.name)\") values=\"\(Self.values(option.kind))\" ;;"
      }
    }.joined(separator: "\n")
  }

  private var words: String {
    commands.map { path, command in
      let options = (command.options + Option.everywhere).map { "--\($0.name)" }.joined(separator: " ")
      let names = command.visibleSubcommands.map(\.name).joined(separator: " ")
      let values = command.arguments.first.map { Self.values($0.kind) } ?? ""
      return
        "    \"\(path.joined(separator: " "))\") options=\"\(options)\"; words=\"\(names)\"; values=\"\(values)\" ;;"
    }.joined(separator: "\n")
  }

  private static func values(_ kind: ValueKind) -> String {
    switch kind {
    case .file: ":file"
    case .folder: ":folder"
    case .agent: ":agent"
    case .capability: ":capability"
    case .choice(let choices): choices.joined(separator: " ")
    case .text, .duration, .address, .url, .integer: ":none"
    }
  }
}
