internal import RoundhouseModel

/// `roundhouse completion`: the script that teaches a shell to complete.
enum CompletionCommand {
  static let command = Command(
    name: "completion",
    abstract: "Print the script that completes this command in your shell",
    discussion: "Capabilities and ids of agents are completed too, from the manifests; nothing is loaded for that.",
    arguments: [
      Argument("SHELL", kind: .choice(Completion.Shell.allCases.map(\.rawValue)), help: "bash, zsh or fish")
    ],
    examples: [
      .init("source <(roundhouse completion bash)", "In this bash; put the line into ~/.bashrc to keep it"),
      .init(#"roundhouse completion zsh > "${fpath[1]}/_roundhouse""#, "For zsh, for good"),
      .init("roundhouse completion fish > ~/.config/fish/completions/roundhouse.fish", "For fish, for good"),
    ],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    let shell = invocation.argument(0).flatMap(Completion.Shell.init) ?? .bash
    console.output.write(Completion.script(for: shell, Roundhouse.root))
    return 0
  }
}
