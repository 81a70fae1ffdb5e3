internal import CPlatform
internal import Glibc
internal import RoundhouseIsolation

/// What the probe is told: `--user N --landlock N --no-filter --launch -- attempt:argument …`.
struct ProbeArguments {
  /// Whom it becomes before it begins, as if it had been started by that user.
  var user: UInt32?
  var support = SandboxSupport.current
  /// Whether it starts itself once more, in processes of its own, instead of trying anything.
  var launches = false
  var attempts: [(name: String, argument: String)] = []
  var words: [String] = []

  init(_ arguments: [String]) {
    var rest = arguments.dropFirst()
    while let word = rest.popFirst(), word != "--" {
      switch word {
      case "--user": user = rest.popFirst().flatMap { UInt32($0) }
      case "--landlock": support.landlockVersion = rest.popFirst().flatMap { Int($0) } ?? 0
      case "--no-filter": support.hasSystemCallFilters = false
      case "--launch": launches = true
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
