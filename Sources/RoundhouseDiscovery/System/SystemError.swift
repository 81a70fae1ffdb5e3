internal import Glibc

/// What the system answered instead of doing it.
struct SystemError: Error, Equatable, CustomStringConvertible {
  let code: Int32

  /// The system's own words, in English.
  var description: String {
    guard let text = strerrordesc_np(code) else { return "error \(code)" }
    return String(cString: text)
  }

  var isAbsence: Bool { code == ENOENT || code == ENOTDIR }
}
