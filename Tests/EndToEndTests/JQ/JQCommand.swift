import FixtureBuilder
import Foundation

/// The program `jq`, which shares its library with the agent, and nothing of what stands between it and a caller.
enum JQCommand {
  /// What became of one program with one document.
  enum Outcome: Equatable {
    /// What a caller of `data.jq` is to get: `{"results":[…]}`.
    case results(String)
    /// What the program raised: a string as it is, anything else as JSON.
    case raised(String)
  }

  /// Runs a program on each of some documents.
  /// - Parameter arguments: variables and their JSON texts.
  /// - Returns: an outcome for each document; nil if the program does not compile.
  static func outcomes(
    _ program: String, _ documents: [String], arguments: [(name: String, value: String)] = []
  ) throws -> [Outcome]? {
    // One process for all documents: each parses jq's own definitions first.
    let wrapped = ".[] | try {results: [\(program)\n]} catch {raised: (if type == \"string\" then . else tojson end)}"
    let options = arguments.flatMap { ["--argjson", $0.name, $0.value] }
    let ending = try Program.run(
      ["jq", "-c", "-s"] + options + [wrapped], environment: House.environment, input: documents.joined(separator: "\n")
    )
    if ending.status == 3 { return nil }
    let lines = ending.output.split(separator: "\n").map(String.init)
    guard ending.status == 0, lines.count == documents.count else {
      throw Failure("jq gave \(lines.count) lines for \(program): \(ending.errors)")
    }
    return try lines.map { line in
      guard line.hasPrefix(#"{"raised":"#) else { return .results(line) }
      return .raised(try JSONDecoder().decode([String: String].self, from: Data(line.utf8))["raised"] ?? "")
    }
  }
}
