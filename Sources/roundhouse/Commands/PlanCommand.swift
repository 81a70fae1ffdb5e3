internal import RoundhouseModel
internal import RoundhousePatterns

/// `roundhouse plan`: look at a plan without carrying it out.
enum PlanCommand {
  private static let file = Argument("FILE", kind: .file, help: "A plan or a coordination, as JSON")

  static let command = Command(
    name: "plan",
    abstract: "Check and draw plans without carrying them out",
    discussion: """
      A plan names its steps, what each of them asks for, and what it comes after. \
      {"steps": [{"id": "search", "capability": "flights.search"}, \
      {"id": "book", "capability": "flights.book", "dependencies": ["search"]}]}
      """,
    subcommands: [check, draw])

  private static let check = Command(
    name: "check", abstract: "Say everything that is wrong with a plan", arguments: [file], options: [.json],
    examples: [.init("roundhouse plan check trip.json", "With the place of each mistake in the file")],
    body: { (invocation, console) throws(RoundhouseError) in
      let text = try PayloadArgument.read("@" + (invocation.argument(0) ?? ""), isBinary: false)
      let content = try read(text).content
      if invocation.has(.json) {
        var json = JSONWriter()
        json.beginObject()
        json.member("valid", true)
        json.member("pattern", type(of: content).kind)
        json.member("size", content.size)
        json.endObject()
        console.output.line(String(decoding: json.bytes, as: UTF8.self))
      } else {
        console.output.line(console.output.ink("✓", .green) + " \(content.size), nothing wrong")
      }
      return 0
    })

  private static let format = Option(
    "format", value: "FORMAT", kind: .choice(["svg", "dot"]), fallback: "svg", help: "A picture, or Graphviz' own text")

  private static let draw = Command(
    name: "draw", abstract: "Draw a plan as a picture",
    discussion: "The picture is made by Graphviz' program dot: apt-get install graphviz.",
    arguments: [
      Argument("FILE | TEMPLATE", kind: .file, help: "A plan's or coordination's file, or a template's name")
    ],
    options: [format],
    examples: [.init("roundhouse plan draw trip.json > trip.svg", "For a browser")],
    body: { (invocation, console) throws(RoundhouseError) in
      let dot = try drawing(invocation.argument(0) ?? "")
      if invocation[format] == "dot" {
        console.output.write(dot)
      } else {
        console.output.write(try Graphviz.svg(dot))
      }
      return 0
    })

  private static func drawing(_ name: String) throws(RoundhouseError) -> String {
    guard name.hasSuffix(".json") || name.contains("/") else {
      return try Templates.named(name).document.content.dot
    }
    return try read(PayloadArgument.read("@" + name, isBinary: false)).content.dot
  }

  private static func read(_ text: [UInt8]) throws(RoundhouseError) -> PatternDocument {
    do throws(DocumentProblems) { return try PatternDocument(text) } catch { throw RoundhouseError(error) }
  }
}
