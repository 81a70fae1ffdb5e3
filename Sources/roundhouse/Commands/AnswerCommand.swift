internal import RoundhouseModel

/// What all commands do that show one answer of a host: ask, then print it as JSON or as a page for people.
enum AnswerCommand {
  /// Shows the answer to a question.
  static func show(
    _ question: HostQuestion, _ invocation: Invocation, _ console: Console, _ page: (JSONNode) -> String
  ) throws(RoundhouseError) -> Int32 {
    let answer = try answer(question, invocation, console)
    if invocation.has(.json) { console.output.write(pretty(answer)) } else { console.output.write(page(answer)) }
    return 0
  }

  static func answer(
    _ question: HostQuestion, _ invocation: Invocation, _ console: Console
  ) throws(RoundhouseError) -> JSONNode {
    let host = try AskedHosts.open(invocation, console)
    defer { host.close() }
    return try JSONNode.answer(host.answer(question))
  }

  /// The same JSON, one member to a line.
  static func pretty(_ node: JSONNode) -> [UInt8] {
    var writer = JSONWriter(isPretty: true)
    write(node, to: &writer)
    return writer.bytes + [10]
  }

  private static func write(_ node: JSONNode, to writer: inout JSONWriter) {
    switch node.kind {
    case .object:
      writer.beginObject()
      for member in node.members {
        writer.key(member.key)
        write(member.value, to: &writer)
      }
      writer.endObject()
    case .array:
      writer.beginArray()
      for element in node.elements { write(element, to: &writer) }
      writer.endArray()
    default: writer.raw(node.raw)
    }
  }
}
