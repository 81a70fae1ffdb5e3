import Foundation
import Glibc

/// A process that a test started, and what it wrote.
final class Program {
  /// What a program that has ended leaves.
  struct Ending {
    /// The exit status; 128 + the signal's number if a signal ended it.
    let status: Int32
    let output: String
    let errors: String
  }

  let id: pid_t
  private let files: Files
  private var status: Int32?

  private struct Files {
    let output: String
    let errors: String
  }

  /// - Parameters:
  ///   - arguments: the program, looked up in PATH, and its arguments.
  ///   - folder: its working folder.
  ///   - input: what its standard input has.
  init(
    _ arguments: [String], in folder: String, environment: [String: String] = House.environment, input: String = ""
  ) throws {
    let stem = House.room + "/program-\(UUID().uuidString)"
    files = Files(output: stem + ".out", errors: stem + ".err")
    try input.write(toFile: stem + ".in", atomically: false, encoding: .utf8)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, stem + ".in", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files.output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files.errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addchdir_np(&actions, folder)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var child = pid_t()
    // Spelt out: `posix_spawnp` looks through this process' PATH, not through the new one's.
    let path = try Self.find(arguments[0], environment)
    let failure = posix_spawn(&child, path, &actions, nil, &words, &variables)
    guard failure == 0 else { throw Failure("\(path) cannot be started: \(String(cString: strerror(failure)))") }
    id = child
  }

  /// Ends it the hard way, if it still runs: no test leaves a process behind.
  deinit {
    guard status == nil else { return }
    Glibc.kill(id, SIGKILL)
    _ = wait()
  }

  /// Runs a program to its end.
  static func run(
    _ arguments: [String], in folder: String = House.room, environment: [String: String] = House.environment,
    input: String = ""
  ) throws -> Ending {
    let program = try Program(arguments, in: folder, environment: environment, input: input)
    return program.wait()
  }

  /// Runs `roundhouse`.
  static func roundhouse(_ arguments: String..., input: String = "") throws -> Ending {
    try run([House.command] + arguments, input: input)
  }

  func signal(_ number: Int32) { Glibc.kill(id, number) }

  var hasEnded: Bool {
    if status != nil { return true }
    var word: Int32 = 0
    guard waitpid(id, &word, WNOHANG) == id else { return false }
    status = Self.meaning(word)
    return true
  }

  func wait() -> Ending {
    var word: Int32 = 0
    while status == nil {
      if waitpid(id, &word, 0) == id { status = Self.meaning(word) } else if errno != EINTR { status = -1 }
    }
    return Ending(status: status ?? -1, output: output, errors: errors)
  }

  /// What it wrote so far.
  var output: String { Self.text(files.output) }
  var errors: String { Self.text(files.errors) }

  private static func text(_ path: String) -> String {
    String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
  }

  private static func meaning(_ word: Int32) -> Int32 {
    let signal = word & 0x7F
    return signal == 0 ? (word >> 8) & 0xFF : 128 + signal
  }

  private static func find(_ name: String, _ environment: [String: String]) throws -> String {
    if name.contains("/") { return name }
    for folder in (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":") {
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0 { return path }
    }
    throw Failure("there is no \(name) in PATH")
  }
}

/// Why a test could not go on.
struct Failure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
