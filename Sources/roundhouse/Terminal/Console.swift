/// What a command writes to: results to standard output, all else to standard error.
struct Console: Sendable {
  let output: Terminal
  let errors: Terminal
  let isQuiet: Bool

  init(color: String = "auto", isQuiet: Bool = false, output: Int32 = 1) {
    self.output = Terminal(descriptor: output, color: color)
    errors = Terminal(descriptor: 2, color: color)
    self.isQuiet = isQuiet
  }

  /// - Parameter output: the descriptor to which results go.
  init(_ invocation: Invocation, output: Int32) {
    self.init(color: invocation[.color] ?? "auto", isQuiet: invocation.has(.quiet), output: output)
  }

  /// A remark for people beside the result; nothing when quiet or when nobody looks.
  func remark(_ text: String) {
    if !isQuiet, errors.isTerminal { errors.line(errors.ink.dim(Printable.text(text))) }
  }

  /// A remark that scripts see as well.
  func note(_ text: String) {
    if !isQuiet { errors.line(text) }
  }
}
