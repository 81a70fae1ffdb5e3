import Testing

@testable import roundhouse

@Suite("Reading the command line")
struct ArgumentReaderTests {
  private static let depth = Option("depth", value: "N", kind: .integer(-5...5), help: "A number")
  private static let name = Option("name", letter: "n", value: "NAME", isRepeated: true, help: "A name")
  private static let fast = Option("fast", letter: "f", help: "A switch")
  private static let root = Command(
    name: "tool", abstract: "Do it",
    subcommands: [
      Command(
        name: "go", abstract: "Go",
        arguments: [Argument("PLACE", help: "Where"), Argument("TIME", isOptional: true, help: "When")],
        options: [depth, name, fast], body: { _, _ in 0 }),
      Command(
        name: "list", abstract: "List", subcommands: [Command(name: "all", abstract: "All", body: { _, _ in 0 })],
        body: { _, _ in 0 }),
    ])

  private func read(_ words: String...) throws(UsageError) -> Invocation { try ArgumentReader.read(words, Self.root) }

  @Test("Options may stand before, between and behind arguments")
  func order() throws {
    let invocation = try read("go", "--name", "a", "home", "-f", "now", "--name=b", "--depth", "3")
    #expect(invocation.path == ["tool", "go"])
    #expect(invocation.arguments == ["home", "now"])
    #expect(invocation.all(Self.name) == ["a", "b"])
    #expect(invocation[Self.depth] == "3")
    #expect(invocation.has(Self.fast))
  }

  @Test("A negative number and a lone dash are arguments, and negative values are values")
  func negativeNumbers() throws {
    let invocation = try read("go", "-1.5e3", "-", "--depth", "-4")
    #expect(invocation.arguments == ["-1.5e3", "-"])
    #expect(invocation[Self.depth] == "-4")
  }

  @Test("After two dashes nothing is an option")
  func endOfOptions() throws {
    #expect(try read("go", "--", "--name", "-f").arguments == ["--name", "-f"])
  }

  @Test("Letters may be joined, and the last one may have its value attached")
  func letters() throws {
    let invocation = try read("go", "x", "-qfnabc")
    #expect(invocation.has(.quiet))
    #expect(invocation.has(Self.fast))
    #expect(invocation[Self.name] == "abc")
  }

  @Test("An empty value is a value")
  func emptyValue() throws {
    #expect(throws: UsageError(command: "tool go", message: "--name: expected something that is not empty, found ''")) {
      try read("go", "x", "--name=")
    }
  }

  @Test("Subcommands below a command that also does something")
  func nested() throws {
    #expect(try read("list").path == ["tool", "list"])
    #expect(try read("list", "all").path == ["tool", "list", "all"])
  }

  @Test(
    "What cannot be understood says so, with the nearest word",
    arguments: [
      (["og"], UsageError(command: "tool", message: "unknown command 'og'", suggestion: "go")),
      (["list", "al"], UsageError(command: "tool list", message: "unknown command 'al'", suggestion: "all")),
      (
        ["go", "x", "--dept", "1"],
        UsageError(command: "tool go", message: "unknown option '--dept'", suggestion: "--depth")
      ),
      (["go", "x", "--zebra"], UsageError(command: "tool go", message: "unknown option '--zebra'")),
      (["go", "x", "-z"], UsageError(command: "tool go", message: "unknown option '-z'")),
      (["go"], UsageError(command: "tool go", message: "PLACE is missing: Where")),
      (["go", "a", "b", "c"], UsageError(command: "tool go", message: "unexpected argument 'c'")),
      (["go", "x", "--depth"], UsageError(command: "tool go", message: "--depth needs a value: --depth N")),
      (["go", "x", "--fast=1"], UsageError(command: "tool go", message: "--fast takes no value")),
      (
        ["go", "x", "--depth", "9"],
        UsageError(command: "tool go", message: "--depth: expected a whole number from -5 to 5, found '9'")
      ),
      (["go", "x", "--depth=1", "--depth=2"], UsageError(command: "tool go", message: "--depth was given twice")),
    ])
  func mistakes(_ words: [String], _ error: UsageError) {
    #expect(throws: error) { try ArgumentReader.read(words, Self.root) }
  }

  @Test("Help may be asked for before anything else is right")
  func help() throws {
    #expect(try read("go", "--help").has(.help))
    #expect(try read("--help").path == ["tool"])
  }
}
