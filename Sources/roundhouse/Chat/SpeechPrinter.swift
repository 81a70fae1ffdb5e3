internal import RoundhouseModel

/// What an agent says, on its way to the terminal: running text as it comes, a reply in JSON when it is whole.
struct SpeechPrinter {
  struct Reply {
    var content: String
    /// The agent that is to go on; empty for the same.
    var next = ""
    var reason = ""
  }

  private let terminal: Terminal
  private var bytes: [UInt8] = []
  private var shown = 0

  init(_ terminal: Terminal) { self.terminal = terminal }

  mutating func take(_ piece: [UInt8]) {
    bytes += piece
    // Only text that is no JSON can be shown before it is whole.
    guard terminal.isTerminal, let first = bytes.first(where: { $0 > 32 }), first != UInt8(ascii: "{"),
      first != UInt8(ascii: "\"")
    else { return }
    terminal.write(Printable.lines(String(decoding: bytes[shown...], as: UTF8.self)))
    shown = bytes.count
  }

  /// All was taken.
  mutating func end(as agent: String, isJSON: Bool) -> Reply {
    let root = (try? JSONDocument(parsing: bytes))?.root
    var reply = Reply(content: root?["content"]?.string ?? root?.string ?? String(decoding: bytes, as: UTF8.self))
    if let next = root?["handoff"] { (reply.next, reply.reason) = (next.text("to"), next.text("reason")) }
    if isJSON {
      terminal.write(root.map { AnswerCommand.pretty($0) } ?? bytes + [10])
    } else if shown > 0 {
      terminal.line()
    } else {
      let who = terminal.isTerminal ? terminal.ink(Printable.text(agent), .cyan) + " " : ""
      terminal.line(who + Printable.lines(reply.content))
    }
    return reply
  }
}
