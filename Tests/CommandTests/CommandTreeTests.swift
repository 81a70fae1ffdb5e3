import RoundhouseModel
import Testing

@testable import roundhouse

@Suite("The command's own description")
struct CommandTreeTests {
  private static let all = Completion.walk(Roundhouse.root)

  @Test("No command has two options of the same name or letter")
  func unique() {
    for (path, command) in Self.all {
      let options = command.options + Option.everywhere
      #expect(Set(options.map(\.name)).count == options.count, "\(path)")
      let letters = options.compactMap(\.letter)
      #expect(Set(letters).count == letters.count, "\(path)")
    }
  }

  @Test("Every example can be read, and names the command it stands under")
  func examples() throws {
    for (path, command) in Self.all {
      for example in command.examples where example.line.hasPrefix("roundhouse") {
        let line = String(example.line.prefix { $0 != ">" })
        let invocation = try ArgumentReader.read(Array(Self.words(line).dropFirst()), Roundhouse.root)
        #expect(path.count == 1 || invocation.path.starts(with: path), "\(example.line)")
      }
    }
  }

  @Test("Help of every command fits into 80 columns and shows all its options")
  func help() {
    let terminal = Terminal(descriptor: -1, color: "never")
    for (path, command) in Self.all {
      let text = HelpText(command, path: path, terminal: terminal).text
      for option in command.options { #expect(text.contains("--" + option.name), "\(path)") }
      let prose = text.components(before: "Examples")
      for line in prose.split(separator: "\n") where !line.hasPrefix("  roundhouse ") {
        #expect(DisplayWidth.of(String(line)) <= 80, "\(path): \(line)")
      }
    }
  }

  @Test("Whatever is no usage error has the exit status of its code")
  func statuses() {
    #expect(Roundhouse.run(["roundhouse", "version", "--json"]) == 0)
    #expect(Roundhouse.run(["roundhouse", "nonsense"]) == 2)
    #expect(Roundhouse.run(["roundhouse"]) == 2)
    #expect(
      Roundhouse.run(["roundhouse", "stats", "--server", "http://127.0.0.1:1"]) == ErrorCode.unreachable.exitStatus)
  }

  /// A line's words, with single and double quotes as a shell reads them.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return words
  }
}

extension StringProtocol {
  fileprivate func components(before heading: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).prefix { $0 != heading }.joined(separator: "\n")
  }
}
