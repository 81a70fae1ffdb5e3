internal import RoundhouseModel

/// `roundhouse new`: a folder that builds, passes `check` and answers a call.
enum NewCommand {
  static let language = Option(
    "language", value: "LANGUAGE", kind: .choice(["c", "swift", "ffi"]),
    help: "c, swift, or ffi: no code at all, a manifest over a C library that is there already")
  static let id = Option("id", value: "ID", help: "The agent's id in the manifest, such as acme.hello [NAME]")
  static let into = Option("into", value: "DIR", kind: .folder, fallback: ".", help: "Make the new folder in this one")

  static let command = Command(
    name: "new",
    abstract: "Make the folder of a new agent that builds and answers",
    discussion: "Copies a template of the SDK. Nothing that exists is overwritten.",
    arguments: [Argument("NAME", help: "The new folder's name: lower-case letters, digits and dashes")],
    options: [language, id, into],
    examples: [
      .init("roundhouse new hello --language c", "An agent in C in ./hello"),
      .init("roundhouse new hello --language swift --id acme.hello --into agents", "One in Swift in ./agents/hello"),
      .init("roundhouse new numbers --language ffi", "The functions of a C library as capabilities"),
    ],
    body: run)

  private static func run(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> Int32 {
    guard let language = invocation[language] else {
      throw RoundhouseError(
        .badRequest, "which language should the agent be written in?",
        remedy: "add --language c, --language swift, or --language ffi for a C library that exists already")
    }
    let name = invocation.argument(0) ?? ""
    let template = try AgentTemplate(name: name, id: invocation[id] ?? name, language: language, sdk: Binary.sdk())
    let folder = try template.copy(into: invocation[into] ?? ".")
    show(folder, template, console)
    return 0
  }

  private static func show(_ folder: String, _ template: AgentTemplate, _ console: Console) {
    let ink = console.output.ink
    console.output.line("Made \(ink.bold(folder)):")
    for file in template.files { console.output.line("  \(file)") }
    console.output.line("\nNext:")
    let build = template.isBuilt ? "make -C \(folder)" : nil
    let steps = [build, "roundhouse check \(folder)", template.call.map { "roundhouse call --agents \(folder) \($0)" }]
    for step in steps.compactMap({ $0 }) { console.output.line("  \(ink(step, .cyan))") }
  }
}
