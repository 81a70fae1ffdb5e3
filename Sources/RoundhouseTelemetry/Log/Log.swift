internal import CPlatform
package import RoundhouseModel
internal import Synchronization

/// The host's log: lines for people or programs on a descriptor.
///
/// May be called from any thread. A line is written with one `write`, its texts made harmless and cut after 8 KiB; an
/// agent that writes more than its rate loses lines, and one line says how many; nobody waits longer than a tenth of a
/// second for a reader that has stopped.
package final class Log: Logging {
  private let threshold: LogLevel
  private let format: LogFormat
  private let clock: any Clock
  private let writer: LineWriter
  private let budget: Mutex<LogBudget>

  /// - Parameters:
  ///   - descriptor: where lines go; it stays open for as long as the log lives and is never closed by it.
  ///   - threshold: lines below it are left out.
  package init(
    descriptor: Int32 = STDERR_FILENO, format: LogFormat, threshold: LogLevel = .info, rate: LogRate = LogRate(),
    clock: any Clock = SystemClock()
  ) {
    self.threshold = threshold
    self.format = format
    self.clock = clock
    writer = LineWriter(descriptor: descriptor)
    budget = Mutex(LogBudget(rate: rate))
  }

  /// Text for people on this descriptor; in colour if it is a terminal and the environment has nothing against it.
  package static func textFormat(for descriptor: Int32 = STDERR_FILENO) -> LogFormat {
    let isPlain = environment("NO_COLOR") != "" || environment("TERM") == "dumb"
    return .text(color: isatty(descriptor) == 1 && !isPlain)
  }

  package func log(_ level: LogLevel, _ message: String, _ fields: LogFields) {
    guard level >= threshold else { return }
    tellLosses(all: false)
    guard !fields.agent.isEmpty else { return write(level, message, fields) }
    switch budget.withLock({ $0.event(fields.agent, now: clock.now) }) {
    case .leaveOut: return
    case .write(let leftOut):
      if leftOut > 0 { tell(LogBudget.Loss(agent: fields.agent, lines: leftOut)) }
      write(level, message, fields)
    }
  }

  /// Says how many lines were left out so far; to be called before the host ends.
  package func flush() { tellLosses(all: true) }

  private func tellLosses(all: Bool) {
    for loss in budget.withLock({ $0.losses(now: clock.now, all: all) }) { tell(loss) }
    let lost = writer.takeLostLines()
    guard lost > 0 else { return }
    let line = line(.warning, "\(lost) log lines were lost, because nobody read them in time", LogFields())
    // The line that says so may be lost too; it counts itself, so it is taken out again.
    if !writer.write(line.bytes(format)) { writer.addLostLines(lost &- 1) }
  }

  private func tell(_ loss: LogBudget.Loss) {
    let message = "\(loss.lines) log lines were left out, the agent wrote too many"
    write(.warning, message, LogFields(agent: loss.agent))
  }

  private func write(_ level: LogLevel, _ message: String, _ fields: LogFields) {
    _ = writer.write(line(level, message, fields).bytes(format))
  }

  private func line(_ level: LogLevel, _ message: String, _ fields: LogFields) -> LogLine {
    LogLine(level: level, message: message, fields: fields, time: clock.wallClock)
  }

  private static func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
}
