internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// A line on a terminal that says what takes so long, from the first second on; gone when the work is done.
final class Progress: Sendable {
  private enum State { case waiting, shown, ended }

  private let state = Mutex(State.waiting)
  private let what: String
  private let terminal: Terminal
  private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  /// Does the work, with the line beside it where somebody looks.
  static func during<Value: ~Copyable, Failure: Error>(
    _ what: String, _ console: Console, _ work: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    guard console.errors.isTerminal, !console.isQuiet else { return try work() }
    let progress = Progress(what: what, terminal: console.errors)
    guard OwnThread.start("rh-progress", { progress.show() }) else { return try work() }
    defer { progress.end() }
    return try work()
  }

  private init(what: String, terminal: Terminal) {
    self.what = what
    self.terminal = terminal
  }

  /// Runs on a thread of its own, which notices the end within a tenth of a second.
  private func show() {
    for tenth in 0... {
      usleep(100_000)
      let isOver = state.withLock { state in
        guard state != .ended, tenth >= 9 else { return state == .ended }
        state = .shown
        // Under the lock, so that nothing is written after the line was wiped away.
        let frame = Self.frames[tenth % Self.frames.count]
        terminal.write("\r\(terminal.ink("\(frame) \(what) … \((tenth + 1) / 10) s", .dim))\u{1B}[K")
        return false
      }
      if isOver { return }
    }
  }

  private func end() {
    state.withLock { state in
      if state == .shown { terminal.write("\r\u{1B}[K") }
      state = .ended
    }
  }
}
