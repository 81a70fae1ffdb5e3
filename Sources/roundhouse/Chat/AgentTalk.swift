internal import RoundhouseModel

/// A talk with an agent that offers `chat`: what was said goes with each question, so that the agent need not remember.
struct AgentTalk {
  private struct Message {
    var role: String
    var name: String
    var content: String
  }

  /// So many messages go with a question.
  private static let longest = 50

  private let host: any AskedHost
  private let console: Console
  private let invocation: Invocation
  private var agent: String
  private var messages: [Message] = []

  init(_ host: any AskedHost, _ invocation: Invocation, _ console: Console) {
    self.host = host
    self.invocation = invocation
    self.console = console
    agent = invocation.argument(0) ?? ""
  }

  /// Talks until there is nothing more to say.
  mutating func run() throws(RoundhouseError) -> Int32 {
    var input = LineInput()
    if input.isTerminal {
      console.note(console.errors.ink.dim("talking with \(agent.isEmpty ? "whoever can chat" : agent); Ctrl-D ends it"))
    }
    while true {
      if input.isTerminal { console.errors.write(console.errors.ink("you ", .green)) }
      switch input.next(within: -1) {
      case .end:
        if input.isTerminal { console.errors.line() }
        return 0
      case .none: continue
      case .text(let line):
        let text = String(line.drop { $0 == " " })
        if text.isEmpty { continue }
        if text == "/quit" { return 0 }
        do throws(RoundhouseError) { try say(text) } catch {
          // A talk goes on; a script is told.
          guard input.isTerminal else { throw error }
          ErrorText(console.errors.ink).show(error, on: console.errors)
          messages.removeLast()
        }
      }
    }
  }

  private mutating func say(_ text: String) throws(RoundhouseError) {
    messages.append(Message(role: "user", name: "", content: text))
    if messages.count > Self.longest { messages.removeFirst(messages.count - Self.longest) }
    var request = try CallRequest(capability: "chat")
    request.agent = agent
    request.payload = payload
    request.session = invocation[CallCommand.session] ?? ""
    request.timeout = invocation[CallCommand.timeout].flatMap(DurationText.parse) ?? 0
    request.isStream = console.output.isTerminal && !invocation.has(.json)
    var printer = SpeechPrinter(console.output)
    let answer = try Progress.during("waiting for an answer", console) { () throws(RoundhouseError) in
      try host.call(request) { printer.take($0) }
    }
    printer.take(answer.payload)
    let reply = printer.end(as: answer.agent, isJSON: invocation.has(.json))
    messages.append(Message(role: "assistant", name: answer.agent, content: reply.content))
    guard !reply.next.isEmpty else { return }
    agent = reply.next
    console.note(console.errors.ink.dim(Printable.text("→ handed over to \(reply.next): \(reply.reason)")))
  }

  private var payload: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.key("messages")
    json.beginArray()
    for message in messages {
      json.beginObject()
      json.member("role", message.role)
      if !message.name.isEmpty { json.member("name", message.name) }
      json.member("content", message.content)
      json.endObject()
    }
    json.endArray()
    for (name, option) in [("role", ChatCommand.role), ("topic", ChatCommand.topic)] {
      if let text = invocation[option] { json.member(name, text) }
    }
    json.endObject()
    return json.bytes
  }
}
