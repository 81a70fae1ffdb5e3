internal import RoundhouseModel

/// A session as its run tells of it: who takes part, and what was said.
struct SessionView {
  private let run: JSONNode
  private let topic: String
  private let participants: [String]
  /// What was said and done, in its order.
  private let events: [JSONNode]

  /// - Parameter run: with all that is recorded of it.
  init(_ run: JSONNode) {
    self.run = run
    events = run.list("steps").filter { $0.text("kind") == "event" }
    let started = events.first { Self.type(of: $0) == "chat:started" }?["data"]
    topic = started?.text("topic") ?? ""
    participants = started?.list("participants").compactMap(\.string) ?? []
  }

  private var messages: [JSONNode] {
    events.filter { Self.type(of: $0) == "chat:message" }.compactMap { $0["data"]?["message"] }
  }

  private static func type(of event: JSONNode) -> String {
    let name = event.text("step").split(separator: "/").last ?? ""
    return String((name.split(separator: "#").first ?? "").dropFirst("event:".count))
  }

  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("run", run.text("run"))
    json.member("state", run.text("state"))
    json.member("topic", topic)
    json.member("participants", participants)
    json.member("created", run.text("created"))
    json.member("messages", messages.count)
    if let last = messages.last { json.member("last", raw: Array(last.raw)) }
    json.endObject()
  }

  static func table(_ sessions: [SessionView], _ terminal: Terminal) -> String {
    if sessions.isEmpty {
      return
        "There are no sessions.\n\(terminal.ink("→", .cyan)) open one: roundhouse chat --open team-room --server \(ServerURL.standard)\n"
    }
    var table = Table([
      .init("RUN"), .init("STATE"), .init("SINCE"), .init("SAID", isNumber: true), .init("TOPIC", mayShrink: true),
      .init("LAST", mayShrink: true),
    ])
    for session in sessions {
      let state = session.run.text("state")
      let last = session.messages.last
      table.add([
        .init(session.run.text("run")), .init(state, StateColor.run(state)), .init(session.run.text("created")),
        .init("\(session.messages.count)"), .init(session.topic),
        .init(last.map { "\($0.text("name")): \($0.text("content"))" } ?? "", .dim),
      ])
    }
    return table.text(width: terminal.width, ink: terminal.ink)
  }

  func transcript(_ terminal: Terminal) -> String {
    let ink = terminal.ink
    var text = ink.bold(Printable.text(topic.isEmpty ? run.text("run") : topic)) + "\n"
    text += ink.dim(Printable.text(participants.joined(separator: ", "))) + "\n\n"
    for event in events {
      switch Self.type(of: event) {
      case "chat:message":
        guard let message = event["data"]?["message"] else { continue }
        text += ink(Printable.text(message.text("name")), .cyan) + "\n"
        text += Wrapping.wrap(
          Printable.lines(message.text("content")), width: min(terminal.width ?? 100, 100), indent: 2)
        text += "\n"
      case "chat:intervention":
        text += ink("! " + Printable.text(event["data"]?["intervention"]?.text("reason") ?? ""), .yellow) + "\n"
      case "chat:ended": text += "\n" + ink.dim("over: " + Printable.text(event["data"]?.text("reason") ?? "")) + "\n"
      default: break
      }
    }
    return text
  }
}
