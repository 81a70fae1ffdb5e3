internal import RoundhouseModel

/// Reads a command line: words in, an ``Invocation`` out.
///
/// `--name value`, `--name=value`, `-q`, `-`, negative numbers as arguments, and `--`, after which nothing is an option.
struct ArgumentReader {
  private var invocation: Invocation
  private var words: ArraySlice<String>
  private var isPastOptions = false

  /// - Parameter words: the command line without the program's own name.
  static func read(_ words: [String], _ root: Command) throws(UsageError) -> Invocation {
    var reader = ArgumentReader(invocation: Invocation(root: root), words: words[...])
    while let word = reader.words.popFirst() { try reader.take(word) }
    if !reader.invocation.has(.help) { try reader.finish() }
    return reader.invocation
  }

  private mutating func take(_ word: String) throws(UsageError) {
    if isPastOptions || !Self.looksLikeOption(word) { return try takeArgument(word) }
    if word == "--" {
      isPastOptions = true
    } else if word.hasPrefix("--") {
      try takeOption(word)
    } else {
      try takeLetters(word)
    }
  }

  /// `-` is standard input and `-5` a number.
  private static func looksLikeOption(_ word: String) -> Bool {
    word.hasPrefix("-") && word != "-" && Double(word) == nil
  }

  private mutating func takeArgument(_ word: String) throws(UsageError) {
    if invocation.arguments.isEmpty, !isPastOptions {
      if let subcommand = invocation.command.subcommand(word) { return invocation.descend(to: subcommand) }
      if invocation.command.arguments.isEmpty, !invocation.command.subcommands.isEmpty {
        throw unknown("command", word, among: invocation.command.visibleSubcommands.map(\.name))
      }
    }
    let arguments = invocation.command.arguments
    guard
      let argument = invocation.arguments.count < arguments.count
        ? arguments[invocation.arguments.count] : arguments.last,
      invocation.arguments.count < arguments.count || argument.isRepeated
    else { throw error("unexpected argument '\(word)'") }
    if let expected = argument.kind.complaint(about: word) {
      throw error("\(argument.name): expected \(expected), found '\(word)'")
    }
    invocation.add(argument: word)
  }

  private mutating func takeOption(_ word: String) throws(UsageError) {
    let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let option = invocation.options.first(where: { $0.name == parts[0] }) else {
      throw unknown("option", "--" + parts[0], among: invocation.options.map { "--" + $0.name })
    }
    if option.isSwitch, parts.count > 1 { throw error("--\(option.name) takes no value") }
    try take(option, value: parts.count > 1 ? parts[1] : nil)
  }

  /// `-q`, `-qh`, `-sVALUE`.
  private mutating func takeLetters(_ word: String) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = invocation.options.first(where: { $0.letter == letter }) else {
        throw error("unknown option '-\(letter)'")
      }
      if option.isSwitch {
        try take(option, value: nil)
      } else {
        return try take(option, value: letters.isEmpty ? nil : String(letters))
      }
    }
  }

  private mutating func take(_ option: Option, value given: String?) throws(UsageError) {
    if !option.isRepeated, invocation.has(option), !option.isSwitch { throw error("--\(option.name) was given twice") }
    if option.isSwitch { return invocation.add("", to: option) }
    guard let value = given ?? words.popFirst() else {
      throw error("--\(option.name) needs a value: \(option.usage)")
    }
    if let expected = option.kind.complaint(about: value) {
      throw error("--\(option.name): expected \(expected), found '\(value)'")
    }
    invocation.add(value, to: option)
  }

  private func finish() throws(UsageError) {
    let missing = invocation.command.arguments.dropFirst(invocation.arguments.count).first { !$0.isOptional }
    if let missing { throw error("\(missing.name) is missing: \(missing.help)") }
  }

  private func unknown(_ what: String, _ word: String, among known: [String]) -> UsageError {
    let nearest = Spelling.nearest(to: word, among: known)
    return UsageError(command: invocation.title, message: "unknown \(what) '\(word)'", suggestion: nearest ?? "")
  }

  private func error(_ message: String) -> UsageError { UsageError(command: invocation.title, message: message) }
}
