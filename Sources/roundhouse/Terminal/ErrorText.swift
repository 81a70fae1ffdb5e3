internal import RoundhouseModel

/// An error as people read it on standard error: what happened, why each agent was passed over, what to do.
struct ErrorText {
  private let ink: Ink

  init(_ ink: Ink) { self.ink = ink }

  func show(_ error: RoundhouseError, on terminal: Terminal) { terminal.write(text(error)) }
  func show(_ error: UsageError, on terminal: Terminal) { terminal.write(text(error)) }

  func text(_ error: RoundhouseError) -> String {
    var text = heading + Printable.lines(error.message)
    if !error.cause.isEmpty { text += " (" + Printable.lines(error.cause) + ")" }
    let code = error.code.rawValue + (error.agentCode.isEmpty ? "" : "/" + Printable.text(error.agentCode))
    text += " " + ink.dim("[\(code)]") + "\n"
    for (label, value) in [("agent", error.agent), ("path", error.path)]
    where !value.isEmpty && !error.message.contains(value) {
      text += ink.dim("  \(label): ") + Printable.text(value) + "\n"
    }
    text += rejections(error.rejections)
    if !error.remedy.isEmpty { text += "  " + ink("→", .cyan) + " " + Printable.lines(error.remedy) + "\n" }
    return text
  }

  func text(_ error: UsageError) -> String {
    var text = heading + Printable.text("\(error.command): \(error.message)")
    if !error.suggestion.isEmpty { text += "; did you mean " + ink.bold(error.suggestion) + "?" }
    return text + "\n  " + ink("→", .cyan) + " `\(error.command) --help` shows what it takes\n"
  }

  private var heading: String { ink("error", .red) + ": " }

  private func rejections(_ rejections: [Rejection]) -> String {
    let column = rejections.reduce(0) { max($0, DisplayWidth.of(Printable.text($1.agent))) }
    return rejections.map { rejection in
      let agent = Printable.text(rejection.agent)
      let space = String(repeating: " ", count: column - DisplayWidth.of(agent) + 2)
      return "  " + agent + space + ink(rejection.reason.rawValue, .yellow) + "  " + Printable.text(rejection.detail)
        + "\n"
    }.joined()
  }
}
