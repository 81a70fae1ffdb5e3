internal import CPlatform
internal import Glibc

/// What the process was told by its environment. A process with more rights than its user believes none of it.
package struct Environment: Sendable, Equatable {
  /// Empty when privileged.
  package let variables: [String: String]
  /// The user's own folder; nil when privileged or unknown.
  package let home: String?
  /// The user whose rights decide which folders are safe.
  package let user: UInt32
  package let group: UInt32

  /// - Parameter isPrivileged: whether all variables and the home folder are to be ignored.
  package init(
    variables: [String: String], home: String? = nil, user: UInt32? = nil, group: UInt32? = nil,
    isPrivileged: Bool = false
  ) {
    self.variables = isPrivileged ? [:] : variables
    let home = variables["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
    self.home = isPrivileged ? nil : home
    self.user = user ?? geteuid()
    self.group = group ?? getegid()
  }

  /// This process' own, as it is now.
  package static var current: Environment {
    var variables: [String: String] = [:]
    var next = platform_environment()
    while let entry = next?.pointee {
      let text = String(cString: entry)
      if let sign = text.firstIndex(of: "=") {
        variables[String(text[..<sign])] = String(text[text.index(after: sign)...])
      }
      next = next?.successor()
    }
    return Environment(variables: variables, home: passwordHome, isPrivileged: platform_is_privileged() != 0)
  }

  /// A variable's value; nil if it is not set or empty.
  package subscript(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// A folder of the XDG base directory specification, which must be absolute to count; else one under home.
  package func folder(_ variable: String, orHome path: String) -> String? {
    if let folder = self[variable], folder.hasPrefix("/") { return PathText.absolute(folder, from: "/") }
    return home.map { PathText.absolute(path, from: $0) }
  }

  /// The home folder as the system's list of users has it.
  private static var passwordHome: String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return entry.pw_dir.map { String(cString: $0) }
  }
}
