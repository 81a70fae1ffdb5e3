internal import Glibc

/// How a process ended.
package enum ProcessEnding: Sendable, Equatable {
  case exited(status: Int32)
  case signalled(number: Int32, dumped: Bool)
  /// Another part of the program has taken its ending away.
  case unknown
}

extension ProcessEnding: CustomStringConvertible {
  /// What happened, for people: `exited with status 3`, `was ended by SIGSEGV (Segmentation fault)`.
  package var description: String {
    switch self {
    case .exited(let status): "exited with status \(status)"
    case .signalled(let number, let dumped):
      "was ended by \(Self.name(number))" + (dumped ? " and left a core file" : "")
    case .unknown: "ended, nobody knows how"
    }
  }

  private static func name(_ number: Int32) -> String {
    let words = sigdescr_np(number).map { String(cString: $0) } ?? "signal"
    let name = sigabbrev_np(number).map { "SIG" + String(cString: $0) } ?? "signal \(number)"
    return "\(name) (\(words))"
  }
}
