import Foundation
import Testing

@testable import roundhouse

@Suite("Completion in shells")
struct CompletionTests {
  @Test("The scripts name every command and every option", arguments: Completion.Shell.allCases)
  func complete(_ shell: Completion.Shell) {
    let script = Completion.script(for: shell, Roundhouse.root)
    for (path, command) in Completion.walk(Roundhouse.root) {
      #expect(script.contains(path[path.count - 1]))
      for option in command.options { #expect(script.contains(option.name), "\(path) \(option.name)") }
    }
    #expect(!script.contains("check-child"))
  }

  @Test("bash completes commands, subcommands, options and their values")
  func bash() throws {
    #expect(try bash(["roundhouse", "ser"]) == ["serve"])
    #expect(try bash(["roundhouse", "agents", "dis"]) == ["disable"])
    #expect(try bash(["roundhouse", "call", "--ti"]) == ["--timeout"])
    #expect(try bash(["roundhouse", "new", "x", "--language", ""]) == ["c", "swift", "ffi"])
    #expect(try bash(["roundhouse", "completion", "f"]) == ["fish"])
    #expect(try bash(["roundhouse", "call", "--agents", "x", "--str"]) == ["--stream"])
  }

  /// What bash offers for the last of the words.
  private func bash(_ words: [String]) throws -> [String] {
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    let program = """
      compopt() { :; }
      \(Completion.script(for: .bash, Roundhouse.root))
      COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
      _roundhouse
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", program]
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
