internal import FixtureBuilder
internal import Glibc

/// A program that runs beside the benchmark and ends with this object.
final class BackgroundProcess {
  private let child: pid_t

  var id: pid_t { child }

  /// - Parameter arguments: the program, looked up in PATH, and its arguments.
  init(_ arguments: [String]) throws {
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var child = pid_t()
    let failure = posix_spawnp(&child, arguments[0], nil, nil, &words, environ)
    guard failure == 0 else { throw FixtureError("\(arguments[0]): \(String(cString: strerror(failure)))") }
    self.child = child
  }

  deinit {
    kill(child, SIGTERM)
    waitpid(child, nil, 0)
  }
}
