internal import CPlatform
internal import RoundhouseConformance
internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// The line on a terminal that says which test is being made, rewritten as it goes on; nothing where nobody looks.
final class CheckProgress: Sendable {
  private struct State {
    var text = ""
    var begun: UInt64 = 0
    var isOver = false
  }

  private let state = Mutex(State())
  private let terminal: Terminal
  private let isShown: Bool
  private static let frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  init(_ console: Console) {
    terminal = console.errors
    isShown = console.errors.isTerminal && !console.isQuiet
    if isShown { _ = OwnThread.start("rh-progress") { [self] in turn() } }
  }

  /// A test begins.
  func show(_ number: Int, _ count: Int, _ planned: ConformanceSuite.Planned) {
    guard isShown else { return }
    let tier = planned.tier.map { " (\($0.rawValue))" } ?? ""
    state.withLock { state in
      state.text = "\(number)/\(count) \(planned.test.id)\(tier)"
      state.begun = platform_now()
      draw(state, frame: 0)
    }
  }

  /// Something is about to be printed where the line is.
  func clear() {
    guard isShown else { return }
    state.withLock { state in
      state.text = ""
      terminal.write("\r\u{1B}[K")
    }
  }

  func end() {
    clear()
    state.withLock { $0.isOver = true }
  }

  /// Runs on a thread of its own, which notices the end within a tenth of a second.
  private func turn() {
    for frame in 0... {
      usleep(100_000)
      let isOver = state.withLock { state in
        if !state.text.isEmpty { draw(state, frame: frame) }
        return state.isOver
      }
      if isOver { return }
    }
  }

  /// Under the lock, so that nothing is written after the line was wiped away.
  private func draw(_ state: State, frame: Int) {
    let seconds = (platform_now() - state.begun) / 1_000_000_000
    let time = seconds > 0 ? " … \(seconds) s" : ""
    let line = DisplayWidth.cut(
      "\(Self.frames[frame % Self.frames.count]) \(state.text)\(time)", to: max((terminal.width ?? 80) - 1, 10))
    terminal.write("\r\(terminal.ink.dim(line))\u{1B}[K")
  }
}
