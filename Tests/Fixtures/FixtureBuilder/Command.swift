internal import Glibc

/// Runs a program of the system and waits for it.
package struct Command: Sendable {
  /// The exit status; 128 + the signal's number if a signal ended it.
  package let status: Int32
  /// What it wrote to its standard output and error, in that order of writing.
  package let output: String

  /// - Parameter arguments: the program, looked up in PATH, and its arguments.
  /// - Throws: `FixtureError` if it cannot be started. That it failed is told by `status`.
  package static func run(_ arguments: [String]) throws -> Command {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw FixtureError("no pipe for \(arguments[0]): \(reason(errno))") }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child = pid_t()
    let failure = posix_spawnp(&child, arguments[0], &actions, nil, &words, environ)
    close(ends[1])
    defer { close(ends[0]) }
    guard failure == 0 else { throw FixtureError("\(arguments[0]) cannot be started: \(reason(failure))") }
    let output = readAll(ends[0])
    return Command(status: wait(for: child), output: output)
  }

  private static func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer[..<count]
    }
  }

  private static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
  }

  private static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }
}

/// Why a fixture is not there.
package struct FixtureError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
