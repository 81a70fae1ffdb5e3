internal import RoundhouseDiscovery
internal import RoundhouseModel

/// `roundhouse names`, hidden: the names that a shell completes. Reads manifests, loads nothing, and never complains.
enum NamesCommand {
  static let command = Command(
    name: "names",
    abstract: "Print the agents' ids, or the names of all capabilities",
    arguments: [Argument("WHAT", kind: .choice(["agents", "capabilities"]), help: "agents or capabilities")],
    options: [.agents, .config],
    isHidden: true,
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    let environment = Environment.current
    var flags = ConfigurationFlags(file: invocation[.config])
    flags.values["--agents"] = invocation.all(.agents)
    let configuration = try Configuration.load(flags: flags, environment: environment)
    let searchPath = try SearchPath(configuration: configuration, environment: environment, installation: .current)
    let found = Scanner.scan(searchPath, environment: environment, configuration: configuration).found
    let names =
      invocation.argument(0) == "agents"
      ? found.map(\.id) : found.flatMap { $0.bundle.manifest.capabilities.map(\.name) }
    for name in Set(names).sorted() { console.output.line(name) }
    return 0
  }
}
