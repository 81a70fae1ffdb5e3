import FixtureBuilder
import Foundation
import Testing

@Suite("The README")
struct ReadmeTests {
  /// A fenced block, and what the comment above it says is to be done with it.
  private struct Block {
    let mark: String
    let text: String
  }

  private static func text() throws -> String {
    try String(contentsOfFile: FixtureBuilder.repository + "/README.md", encoding: .utf8)
  }

  /// All fenced blocks; `mark` is what stands in `<!-- test: … -->` in the line before, if there is one.
  private static func blocks() throws -> [Block] {
    var blocks: [Block] = []
    var mark = ""
    var open: [String]?
    for line in try text().components(separatedBy: "\n") {
      if line.hasPrefix("```"), let lines = open {
        blocks.append(Block(mark: mark, text: lines.joined(separator: "\n") + "\n"))
        (open, mark) = (nil, "")
      } else if line.hasPrefix("```") {
        open = []
      } else if open != nil {
        open?.append(line)
      } else if line.hasPrefix("<!-- test: "), line.hasSuffix(" -->") {
        mark = String(line.dropFirst(11).dropLast(4))
      } else if !line.isEmpty {
        mark = ""
      }
    }
    return blocks
  }

  @Test("Every command does what it says, in order, in an empty folder", .timeLimit(.minutes(10)))
  func commands() throws {
    let folder = try House.folder("readme")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/sdk", withDestinationPath: FixtureBuilder.repository + "/sdk")
    var host: RunningHost?
    var ran = 0
    for block in try Self.blocks() {
      let words = block.mark.split(separator: " ").map(String.init)
      switch words.first {
      case "run":
        try run(block.text, in: folder, host)
        ran += 1
      case "serve": host = try serve(block.text, in: folder)
      case "file": try write(block.text, to: folder + "/" + words[1])
      case "make": try dryRun(block.text)
      case "tree": continue
      default: Issue.record("a block of the README says nothing of its test:\n\(block.text)")
      }
    }
    #expect(ran >= 5)
    #expect(host?.stop().status == 0)
  }

  private func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Runs the lines of a block up to `roundhouse serve`, which goes on running.
  private func serve(_ text: String, in folder: String) throws -> RunningHost {
    let commands = Self.commands(text).map(\.command)
    guard let last = commands.last, last.hasPrefix("roundhouse serve ") else {
      throw Failure("nothing serves:\n\(text)")
    }
    for command in commands.dropLast() {
      #expect(try Program.run(["bash", "-c", command], in: folder).status == 0, "\(command)")
    }
    return try RunningHost(
      command: last.split(separator: " ").map(String.init), in: folder, agents: folder + "/my-agents")
  }

  /// The commands of a block with the lines that each of them prints, none if that is not told.
  private static func commands(_ text: String) -> [(command: String, output: [String])] {
    var commands: [(command: String, output: [String])] = []
    var lines = text.components(separatedBy: "\n")[...]
    while let first = lines.popFirst() {
      guard first.hasPrefix("$ ") else { continue }
      var command = String(first.dropFirst(2))
      while command.hasSuffix("\\"), let next = lines.popFirst() { command = command.dropLast() + next }
      let output = lines.prefix { !$0.hasPrefix("$ ") && !$0.isEmpty }
      lines = lines.dropFirst(output.count)
      commands.append((command, Array(output)))
    }
    return commands
  }

  /// Runs each command, and compares what it prints with what the README says.
  private func run(_ text: String, in folder: String, _ host: RunningHost?) throws {
    for (written, output) in Self.commands(text) {
      // The README's host is on its usual port; the test's is on a free one.
      let command = written.replacing("http://127.0.0.1:7717", with: host?.url ?? "http://127.0.0.1:1")
      // What a running host answers may be about a folder that it has not seen yet: people type more slowly.
      var ending = try Program.run(["bash", "-c", command], in: folder)
      if host != nil, command.contains("--server") {
        _ = try eventually(10) {
          if ending.status != 0 { ending = try Program.run(["bash", "-c", command], in: folder) }
          return ending.status == 0
        }
      }
      #expect(ending.status == 0, "\(command)\n\(ending.output)\(ending.errors)")
      let printed = ending.output.trimmingCharacters(in: .whitespacesAndNewlines)
      if !output.isEmpty { #expect(printed == output.joined(separator: "\n"), "\(command)") }
    }
  }

  /// What would take too long here, or run this very test: that the targets are there is seen, `DemoTests` runs one.
  private func dryRun(_ text: String) throws {
    for (line, _) in Self.commands(text) {
      let words = line.split(separator: "#")[0].split(separator: " ").map(String.init)
      let ending = try Program.run([words[0], "-n"] + words.dropFirst(), in: FixtureBuilder.repository)
      #expect(ending.status == 0, "\(line): \(ending.errors)")
    }
  }
}
