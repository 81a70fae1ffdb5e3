internal import Glibc
internal import RoundhouseModel

/// The command `roundhouse` as a whole: from the words of the command line to an exit status.
enum Roundhouse {
  static let root = Command(
    name: "roundhouse",
    abstract: "Run agent plugins, and route each request to the best healthy agent",
    discussion: """
      An agent is a folder with agent.json and, mostly, a shared library. It offers capabilities such as \
      text.echo; whoever asks for a capability gets the answer of the best agent that can give it.

      Exit status: 0 done, 1 the agent failed, 2 usage, 3 nobody can answer, 4 too late, 5 bad input, \
      6 no host answers, 7 not allowed, 8 no room.
      """,
    examples: [
      .init(
        #"roundhouse call math.pow '{"base":2,"exponent":10}'"#,
        "2 to the power of 10, by a C library, without a server"),
      .init("roundhouse serve", "A host on http://127.0.0.1:7717, until Ctrl-C"),
      .init("roundhouse new hello --language c", "A new agent in ./hello that builds and answers"),
    ],
    subcommands: [
      ServeCommand.command, CallCommand.command, RunCommand.command, RunsCommand.command, JobsCommand.command,
      ReviewsCommand.command, ChatCommand.command, SessionsCommand.command,
      PlanCommand.command, TemplatesCommand.command, RouteCommand.command, AgentsCommand.command,
      CapabilitiesCommand.command, StatsCommand.command, ConfigCommand.command, NewCommand.command,
      CheckCommand.command, DoctorCommand.command, CompletionCommand.command, VersionCommand.command,
      NamesCommand.command, CheckChildCommand.command,
    ])

  /// - Parameters:
  ///   - words: the command line, the program's own name first.
  ///   - output: the descriptor to which results go.
  static func run(_ words: [String], output: Int32 = 1) -> Int32 {
    do throws(UsageError) {
      let invocation = try ArgumentReader.read(normalized(Array(words.dropFirst())), root)
      let console = Console(invocation, output: output)
      if invocation.has(.help) || invocation.command.body == nil { return help(invocation, console) }
      return perform(invocation, console)
    } catch {
      ErrorText(Console().errors.ink).show(error, on: Console().errors)
      return 2
    }
  }

  private static func perform(_ invocation: Invocation, _ console: Console) -> Int32 {
    do throws(RoundhouseError) {
      guard let body = invocation.command.body else { return 2 }
      return try body(invocation, console)
    } catch {
      ErrorText(console.errors.ink).show(error, on: console.errors)
      return error.code.exitStatus
    }
  }

  private static func help(_ invocation: Invocation, _ console: Console) -> Int32 {
    let wasAsked = invocation.has(.help)
    let terminal = wasAsked ? console.output : console.errors
    terminal.write(HelpText(invocation.command, path: invocation.path, terminal: terminal).text)
    return wasAsked ? 0 : 2
  }

  /// `roundhouse help call` and `roundhouse --version` are what people try first.
  private static func normalized(_ words: [String]) -> [String] {
    switch words.first {
    case "help": Array(words.dropFirst()) + ["--help"]
    case "--version", "-V": ["version"] + words.dropFirst()
    default: words
    }
  }
}
