internal import Glibc

/// Signals by name.
enum SignalName {
  /// `SIGSEGV (Segmentation fault)`
  static func of(_ number: Int32) -> String {
    let words = strsignal(number).map { String(cString: $0) } ?? "signal"
    let name = names.first { $0.0 == number }?.1 ?? "signal \(number)"
    return "\(name) (\(words))"
  }

  private static let names: [(Int32, String)] = [
    (SIGHUP, "SIGHUP"), (SIGINT, "SIGINT"), (SIGQUIT, "SIGQUIT"), (SIGILL, "SIGILL"), (SIGTRAP, "SIGTRAP"),
    (SIGABRT, "SIGABRT"), (SIGBUS, "SIGBUS"), (SIGFPE, "SIGFPE"), (SIGKILL, "SIGKILL"), (SIGSEGV, "SIGSEGV"),
    (SIGPIPE, "SIGPIPE"), (SIGALRM, "SIGALRM"), (SIGTERM, "SIGTERM"), (SIGXCPU, "SIGXCPU"), (SIGXFSZ, "SIGXFSZ"),
    (SIGSYS, "SIGSYS"),
  ]
}
