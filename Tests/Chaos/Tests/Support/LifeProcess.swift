import FixtureBuilder
import Foundation
import RunLives

/// A life in a process of its own.
final class LifeProcess {
  /// How a process has ended.
  enum Ending: Equatable {
    case exit(Int32)
    case signal(Int32)
  }

  let id: pid_t
  private let output: String
  private var ending: Ending?

  init(_ life: Life) throws {
    output = life.folder + "/output-\(UUID().uuidString)"
    let arguments = [
      FixtureBuilder.products + "/roundhouse-life", life.folder, life.batches.joined(separator: ","),
      "\(life.copies)", life.work.map(\.rawValue).joined(separator: ","), life.death?.text ?? "-",
      "\(life.ahead)",
    ]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child = pid_t()
    let failure = posix_spawn(&child, arguments[0], &actions, nil, &words, environ)
    guard failure == 0 else { throw LifeError("\(arguments[0]): \(String(cString: strerror(failure)))") }
    id = child
  }

  /// No test leaves a process behind.
  deinit {
    guard ending == nil else { return }
    kill(id, SIGKILL)
    _ = wait()
  }

  func signal(_ number: Int32) { kill(id, number) }

  var hasEnded: Bool { look(WNOHANG) != nil }

  func wait() -> Ending {
    while true { if let ending = look(0) { return ending } }
  }

  private func look(_ flags: Int32) -> Ending? {
    if let ending { return ending }
    var status: Int32 = 0
    guard waitpid(id, &status, flags) == id else { return nil }
    let signal = status & 0x7F
    ending = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
    return ending
  }

  /// What it said when it ended.
  var text: String { (try? String(contentsOfFile: output, encoding: .utf8)) ?? "" }
}
