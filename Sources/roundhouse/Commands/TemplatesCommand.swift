internal import RoundhouseModel
internal import RoundhousePatterns

/// `roundhouse templates`: plans that ship, to be run by their names.
enum TemplatesCommand {
  static let command = Command(
    name: "templates",
    abstract: "List the plans that ship",
    discussion: "`roundhouse run NAME` carries one out; `templates show NAME` prints it, to begin your own with.",
    options: [.json],
    examples: [
      .init("roundhouse templates show ticket-purchase > mine.json", "A file of your own")
    ],
    subcommands: [show],
    body: { (invocation, console) throws(RoundhouseError) in
      if invocation.has(.json) {
        console.output.write(AnswerCommand.pretty(try JSONNode.answer(list())))
        return 0
      }
      var table = Table([.init("TEMPLATE"), .init("WHAT IT DOES", mayShrink: true)])
      for template in Templates.all { table.add([.init(template.name, .bold), .init(template.description)]) }
      console.output.write(table.text(width: console.output.width, ink: console.output.ink))
      return 0
    })

  private static let show = Command(
    name: "show", abstract: "Print a template's plan",
    arguments: [Argument("NAME", kind: .text, help: "A template's name")],
    body: { (invocation, console) throws(RoundhouseError) in
      let template = try Templates.named(invocation.argument(0) ?? "")
      console.output.write(AnswerCommand.pretty(try JSONNode.answer(template.document.text)))
      return 0
    })

  private static func list() -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("templates")
    json.beginArray()
    for template in Templates.all {
      json.beginObject()
      json.member("name", template.name)
      json.member("description", template.description)
      json.member("workflow", template.workflow)
      json.member("input", raw: template.input)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }
}
