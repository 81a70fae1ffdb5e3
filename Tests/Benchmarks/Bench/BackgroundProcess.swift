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
    // The threads of tasks let no signal through, and a program would inherit that.
    var attributes = posix_spawnattr_t()
    var signals = sigset_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    let failure = posix_spawnp(&child, arguments[0], nil, &attributes, &words, environ)
    guard failure == 0 else { throw FixtureError("\(arguments[0]): \(String(cString: strerror(failure)))") }
    self.child = child
  }

  deinit {
    kill(child, SIGTERM)
    for _ in 0..<200 where waitpid(child, nil, WNOHANG) == 0 { usleep(10_000) }
    kill(child, SIGKILL)
    waitpid(child, nil, 0)
  }
}
