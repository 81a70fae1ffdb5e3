internal import RoundhouseModel

/// `roundhouse config show`: what holds, and who said so.
enum ConfigCommand {
  static let origin = Option("origin", help: "Where each value comes from: default, file and line, variable or flag")

  static let command = Command(
    name: "config",
    abstract: "Show the configuration",
    discussion: """
      Later layers replace earlier ones: defaults, roundhouse.json, the environment, flags. \
      Secrets are never shown, only where they come from.
      """,
    subcommands: [
      Command(
        name: "show", abstract: "Show every value that holds", options: [origin, .json] + Option.host,
        examples: [
          .init("roundhouse config show --origin", "And who said so"),
          .init("roundhouse config show --server \(ServerURL.standard)", "What holds in a host that runs"),
        ],
        body: { (invocation, console) throws(RoundhouseError) in
          try AnswerCommand.show(.configuration, invocation, console) {
            ConfigurationView($0).text(console.output, hasOrigin: invocation.has(origin))
          }
        })
    ])
}
