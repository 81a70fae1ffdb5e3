internal import Glibc

/// The file in which the lives of one folder say what was asked and what was confirmed: the outside world, which no end
/// of a process takes back. Each line is written at once and flushed.
package final class LifeLog: Sendable {
  package enum Line: Equatable, Sendable {
    /// A life has begun.
    case life
    /// An agent, or a step's own code, was asked with this key.
    case asked(String)
    /// It is confirmed that a step which must not be repeated is about to be asked.
    case begun(String)
    /// It is confirmed what a step came to.
    case recorded(String)
    /// The same of one that has failed.
    case failed(String)
  }

  private let descriptor: Int32

  package init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    guard descriptor >= 0 else { throw LifeError("\(path) cannot be opened: \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }

  package func add(_ line: Line) {
    let text = line.text + "\n"
    // In one write: lines of several processes do not mix.
    guard Glibc.write(descriptor, text, text.utf8.count) == text.utf8.count, fdatasync(descriptor) == 0 else {
      fatalError("the log of lives cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  package static func read(_ path: String) throws -> [Line] {
    guard let file = fopen(path, "r") else { throw LifeError("\(path) cannot be read") }
    defer { fclose(file) }
    var lines: [Line] = []
    var text: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(text) }
    while getline(&text, &room, file) > 0, let text {
      let words = String(cString: text).split(separator: "\n").first ?? ""
      guard let line = Line(words) else { throw LifeError("\(path) has a line that says \(words)") }
      lines.append(line)
    }
    return lines
  }
}

extension LifeLog.Line {
  fileprivate var text: String {
    switch self {
    case .life: "life"
    case .asked(let key): "asked \(key)"
    case .begun(let key): "begun \(key)"
    case .recorded(let key): "recorded \(key)"
    case .failed(let key): "failed \(key)"
    }
  }

  fileprivate init?(_ text: Substring) {
    let words = text.split(separator: " ", maxSplits: 1)
    switch (words.first, words.count > 1 ? String(words[1]) : "") {
    case ("life", ""): self = .life
    case ("asked", let key): self = .asked(key)
    case ("begun", let key): self = .begun(key)
    case ("recorded", let key): self = .recorded(key)
    case ("failed", let key): self = .failed(key)
    default: return nil
    }
  }
}
