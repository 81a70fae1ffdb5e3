internal import CPlatform
internal import RoundhouseAssembly
internal import RoundhouseModel

/// `roundhouse check`: whether an agent could be used, found out in a process of its own.
enum CheckCommand {
  static let timeout = Option(
    "timeout", letter: "t", value: "TIME", kind: .duration, fallback: "30s", help: "How long all of it may take")

  static let command = Command(
    name: "check",
    abstract: "Find out whether an agent can be used, without risking anything",
    discussion: """
      Reads the manifest, looks at the library, loads it in a process of its own, creates the agent, asks its self \
      tests and ends it. A crash is reported with the step in which it happened.
      """,
    arguments: [Argument("PATH", kind: .file, help: "An agent's folder, or its agent.json")],
    options: [timeout, .config, .json],
    examples: [
      .init("roundhouse check ./hello", "The agent in ./hello"),
      .init("roundhouse check ./hello/agent.json --json", "For programs; the exit status is 0 or 5"),
    ],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    let limit = invocation[timeout].flatMap(DurationText.parse) ?? .seconds(30)
    let options = invocation[.config].map { ["--config", $0] } ?? []
    var checked: [CheckedAgent] = []
    for manifest in try manifests(invocation.argument(0) ?? "") {
      let findings = try Progress.during("checking \(manifest)", console) { () throws(RoundhouseError) in
        try CheckProcess(manifest, options).findings(until: platform_now() &+ limit)
      }
      checked.append(CheckedAgent(path: manifest, list: FindingList(findings: findings)))
    }
    if invocation.has(.json) {
      console.output.write(checked.json(isPretty: true) + [10])
    } else {
      show(checked, console)
    }
    return checked.allSatisfy(\.list.isGood) ? 0 : ErrorCode.invalidManifest.exitStatus
  }

  private static func show(_ checked: [CheckedAgent], _ console: Console) {
    let terminal = console.output
    for agent in checked {
      terminal.line(terminal.ink.bold(Printable.text(agent.path)))
      terminal.write(agent.list.text(terminal))
      // What is wrong with a manifest stands in one finding, a line for each.
      let count = agent.list.findings.filter { $0.state == .bad }
        .reduce(0) { $0 + max(1, $1.detail.split(separator: "\n").count) }
      terminal.line(
        count == 0
          ? terminal.ink("It can be used.", .green)
          : terminal.ink("It cannot be used: \(Figures.plural(count, "problem")).", .red))
    }
  }

  /// The manifests that a path means, absolute.
  private static func manifests(_ path: String) throws(RoundhouseError) -> [String] {
    let absolute = Files.absolute(path)
    switch Files.kind(absolute) {
    case .file: return [absolute]
    case .folder:
      let names = try Files.names(in: absolute).filter { $0 == "agent.json" || $0.hasSuffix(".agent.json") }
      if !names.isEmpty { return names.map { absolute + "/" + $0 } }
      throw RoundhouseError(
        .badRequest, "there is no agent.json in \(path)", remedy: "name an agent's folder; `roundhouse new` makes one",
        path: path)
    case .other, nil:
      throw RoundhouseError(
        .badRequest, "there is no agent at \(path)", remedy: "name an agent's folder, or its agent.json", path: path)
    }
  }
}
