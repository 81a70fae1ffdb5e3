/// The scripts that teach a shell to complete this command, made from the command's own description.
///
/// Ids of agents and names of capabilities are asked for while typing, by the hidden command `names`, which reads
/// manifests and loads nothing.
enum Completion {
  enum Shell: String, CaseIterable, Sendable { case bash, zsh, fish }

  static func script(for shell: Shell, _ root: Command) -> String {
    switch shell {
    case .bash: BashCompletion(root: root).text
    case .zsh: ZshCompletion(root: root).text
    case .fish: FishCompletion(root: root).text
    }
  }

  /// Every command with the words that lead to it, parents before children.
  static func walk(_ command: Command, _ path: [String] = []) -> [(path: [String], command: Command)] {
    let path = path + [command.name]
    return [(path, command)] + command.visibleSubcommands.flatMap { walk($0, path) }
  }
}
