internal import CPlatform
internal import Glibc
internal import RoundhouseIsolation

/// What the probe is told: `--user N --powerless --landlock N --no-filter --launch own|group -- attempt:argument …`.
struct ProbeArguments {
  enum Launch: String { case own, group }

  /// Whom it becomes before it begins, as if it had been started by that user.
  var user: UInt32?
  /// Whether it gives up its capabilities, so that even root may have no namespaces.
  var isPowerless = false
  var support = SandboxSupport.current
  /// Whether it starts itself once more instead of trying anything: among processes of its own, or in a group.
  var launch: Launch?
  var attempts: [(name: String, argument: String)] = []
  var words: [String] = []

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let word = rest.popFirst(), word != "--" {
      switch word {
      case "--user": user = rest.popFirst().flatMap { UInt32($0) }
      case "--powerless": isPowerless = true
      case "--landlock": support.landlockVersion = rest.popFirst().flatMap { Int($0) } ?? 0
      case "--no-filter": support.hasSystemCallFilters = false
      case "--launch": launch = rest.popFirst().flatMap { Launch(rawValue: $0) }
      default: fatalError("no such option: \(word)")
      }
    }
    words = Array(rest)
    attempts = rest.map { word in
      let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }
}
