internal import CPlatform
internal import RoundhouseModel

/// Follows a run to its end: its tree of steps is drawn again as it grows, where somebody looks.
struct RunWatch {
  private let host: any AskedHost
  private let console: Console
  private static let pause: UInt32 = 100_000
  private static let ends = ["completed", "failed", "cancelled", "timed-out", "blocked"]

  init(_ host: any AskedHost, _ console: Console) {
    self.host = host
    self.console = console
  }

  /// - Returns: the run as it is at its end.
  func follow(_ number: String) throws(RoundhouseError) -> JSONNode {
    var drawn = 0
    var last = ""
    while true {
      let run = try JSONNode.answer(host.answer(.runs(.show(number))))
      let isOver = RunWatch.ends.contains(run.text("state"))
      // Without a terminal nothing is drawn twice: one picture, at the end.
      if console.errors.isTerminal && !console.isQuiet || isOver {
        let text = RunView(run).text(console.errors)
        if text != last { draw(text, over: &drawn) }
        last = text
      }
      if isOver { return run }
      usleep(RunWatch.pause)
    }
  }

  private func draw(_ text: String, over drawn: inout Int) {
    if drawn > 0, console.errors.isTerminal { console.errors.write("\u{1B}[\(drawn)A\u{1B}[J") }
    console.errors.write(text)
    drawn = text.split(separator: "\n", omittingEmptySubsequences: false).count - 1
  }
}
