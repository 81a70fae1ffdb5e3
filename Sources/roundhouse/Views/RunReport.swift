internal import RoundhouseModel
internal import RoundhousePatterns

/// What a run came to, for people and for scripts.
enum RunReport {
  /// Prints the output to standard output and all else to standard error.
  /// - Returns: the exit status: that of the run's error.
  static func show(_ run: JSONNode, _ invocation: Invocation, _ console: Console) -> Int32 {
    if invocation.has(.json) {
      console.output.write(AnswerCommand.pretty(run))
    } else {
      if let output = run["output"] { console.output.write(text(output, console.output)) }
      if let problem = run["error"] {
        console.errors.write(line(run, console.errors) + error(problem, console.errors.ink))
      }
    }
    guard run.text("state") != "completed" else { return 0 }
    return ErrorCode(rawValue: run["error"]?.text("code") ?? "")?.exitStatus ?? 1
  }

  /// What a pattern has to say for a person; of anything else the JSON.
  private static func text(_ output: JSONNode, _ terminal: Terminal) -> String {
    guard let report = PatternKinds.report(output) else {
      return String(decoding: AnswerCommand.pretty(output), as: UTF8.self)
    }
    return ReportText(terminal).text(report)
  }

  static func line(_ run: JSONNode, _ terminal: Terminal) -> String {
    "\(run.text("run")) \(StateColor.run(run.text("state"), terminal.ink))\n"
  }

  static func error(_ error: JSONNode, _ ink: Ink) -> String {
    var text = ink("✗", .red) + " " + Printable.text(error.text("message")) + "\n"
    if !error.text("remedy").isEmpty { text += ink("→", .cyan) + " " + Printable.text(error.text("remedy")) + "\n" }
    return text
  }
}
