import Foundation

/// The program jq itself. It takes 13 ms to start, so that many expressions are asked of one process.
enum RealJQ {
  static let isHere = (try? run(["-n", "1"], input: "").status) == 0

  /// What each expression gives for its document, as lines: the array of all results, or `"error"`.
  static func answers(_ cases: [(program: String, document: String)]) throws -> [String] {
    var lines: [String] = []
    for start in stride(from: 0, to: cases.count, by: 150) {
      lines += try some(Array(cases[start..<min(start + 150, cases.count)]))
    }
    return lines
  }

  /// Whether jq compiles a program at all.
  static func accepts(_ program: String) throws -> Bool { try run(["-n", program], input: "").status != 3 }

  private static func some(_ cases: [(program: String, document: String)]) throws -> [String] {
    // A line feed ends a comment at the end of the expression.
    let asked = cases.enumerated().map { "($__all[\($0)] | try [(\($1.program)\n)] catch \"error\")" }
    let program = ". as $__all | " + asked.joined(separator: ",\n")
    let documents = "[" + cases.map(\.document).joined(separator: ",") + "]"
    let (status, output, problem) = try run(["-c", program], input: documents)
    let lines = output.split(separator: "\n").map(String.init)
    guard status == 0, lines.count == cases.count else { throw Refusal(status: status, problem: problem) }
    return lines
  }

  struct Refusal: Error {
    let status: Int32
    let problem: String
  }

  private static func run(
    _ arguments: [String], input: String
  ) throws -> (status: Int32, output: String, problem: String) {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appending(path: "jq-\(UUID().uuidString)")
    let log = folder.appending(path: "jq-\(UUID().uuidString)")
    try Data(input.utf8).write(to: file)
    try Data().write(to: log)
    defer {
      try? FileManager.default.removeItem(at: file)
      try? FileManager.default.removeItem(at: log)
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["jq"] + arguments
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let problem = String(decoding: try Data(contentsOf: log), as: UTF8.self)
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self), problem)
  }
}
