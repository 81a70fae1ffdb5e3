internal import CPlatform
internal import RoundhouseModel

/// A seat in a session: what the others say is shown as they say it, and what is typed is said to them.
struct SessionTalk {
  private let host: any AskedHost
  private let console: Console
  private let run: String
  private let name: String
  private var lastEvent: Int64 = 0
  /// Whether the session waits for somebody to say something.
  private var isWaiting = false
  private var isOver = false

  /// - Parameter name: as whom one speaks.
  init(_ host: any AskedHost, _ run: String, as name: String, _ console: Console) {
    self.host = host
    self.run = run
    self.name = name
    self.console = console
  }

  /// Stays until the session is over, or there is nothing more to say.
  mutating func stay() throws(RoundhouseError) -> Int32 {
    var input = LineInput()
    if input.isTerminal {
      console.note(console.errors.ink.dim("in \(run); Ctrl-D leaves it, /end ends it for all"))
    }
    while true {
      try showNews()
      if isOver { return try ending() }
      // A script says the next thing when it was answered; a person whenever he likes.
      guard input.isTerminal || isWaiting else {
        usleep(Self.pause)
        continue
      }
      switch input.next(within: input.isTerminal ? 200 : -1) {
      case .none: continue
      case .end:
        if !input.isTerminal { return 0 }
        console.note(console.errors.ink.dim("you have left; it goes on: roundhouse chat --join \(run)"))
        return 0
      case .text(let line):
        let text = String(line.drop { $0 == " " })
        if !text.isEmpty { try send(text) }
      }
    }
  }

  private static let pause: UInt32 = 50_000

  private mutating func send(_ text: String) throws(RoundhouseError) {
    var json = JSONWriter()
    json.beginObject()
    if text == "/end" { json.member("close", true) } else { json.member("content", text) }
    json.endObject()
    var letter = RunLetter()
    (letter.sender, letter.message) = (name, json.bytes)
    isWaiting = false
    _ = try host.answer(.runs(.send(run, letter)))
  }

  private mutating func showNews() throws(RoundhouseError) {
    var wish = RunEventWish()
    (wish.run, wish.after) = (run, lastEvent)
    for event in try JSONNode.answer(host.answer(.runs(.events(wish)))).list("events") {
      lastEvent = max(lastEvent, Int64(event.text("id")) ?? 0)
      show(event)
    }
  }

  private mutating func show(_ event: JSONNode) {
    let ink = console.output.ink
    switch event.text("type") {
    case "chat:message":
      guard let message = event["data"]?["message"] else { return }
      // One's own words stand there already.
      if message.text("name") == name, console.errors.isTerminal { return }
      console.output.line(
        ink(Printable.text(message.text("name")), .cyan) + " " + Printable.lines(message.text("content")))
    case "chat:intervention":
      console.output.line(ink("! " + Printable.text(event["data"]?["intervention"]?.text("reason") ?? ""), .yellow))
    case "agent:error":
      let data = event["data"]
      console.errors.line(
        ink.dim(Printable.text("\(data?.text("agentId") ?? "") says nothing: \(data?["error"]?.text("message") ?? "")"))
      )
    case "run:waiting": isWaiting = true
    case "run:resumed", "step:completed": isWaiting = false
    case "run:completed", "run:failed", "run:cancelled", "run:timeout", "run:blocked": isOver = true
    default: break
    }
  }

  private func ending() throws(RoundhouseError) -> Int32 {
    let outcome = try JSONNode.answer(host.answer(.runs(.show(run))))
    console.note(RunReport.line(outcome, console.errors).trimmed)
    return outcome.text("state") == "completed" ? 0 : 1
  }
}

extension String {
  fileprivate var trimmed: String { hasSuffix("\n") ? String(dropLast()) : self }
}
