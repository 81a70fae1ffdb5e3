/// How often a control group's memory met its bounds since it was made.
package struct MemoryEvents: Sendable, Equatable {
  /// Came to the limit, and something had to be given back first.
  package var atLimit: UInt64 = 0
  /// Could not be served at all.
  package var failures: UInt64 = 0
  /// Processes that the kernel ended for it.
  package var kills: UInt64 = 0

  package init(atLimit: UInt64 = 0, failures: UInt64 = 0, kills: UInt64 = 0) {
    self.atLimit = atLimit
    self.failures = failures
    self.kills = kills
  }

  /// Reads `memory.events`: a name and a count to a line.
  init(_ text: String) {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let count = UInt64(words[1]) else { continue }
      switch words[0] {
      case "max": atLimit = count
      case "oom": failures = count
      case "oom_kill": kills = count
      default: break
      }
    }
  }
}
