package import RoundhouseModel

/// All tests, in the order in which they are made, and those that are wanted.
package enum ConformanceSuite {
  package static let all: [ConformanceTest] =
    manifestTests + libraryTests + startTests + tableTests + lendingTests + completionTests + threadTests + timeTests
    + endingTests + processTests + capabilityTests + payloadTests + workerTests + speedTests

  package static func test(_ id: String) -> ConformanceTest? { all.first { $0.id == id } }

  /// One test in one tier.
  package struct Planned: Sendable {
    package let test: ConformanceTest
    /// nil: no code of the agent runs.
    package let tier: Tier?
  }

  /// What is to be done, in order: files first, then one tier after the other.
  /// - Parameters:
  ///   - ids: if not empty, these tests and no others, whatever their level.
  ///   - kind: the agent's; nil if its manifest cannot be read.
  package static func plan(
    level: CheckLevel, tiers: [Tier], only ids: [String] = [], kind: Manifest.Kind? = nil
  ) -> [Planned] {
    // A document has no code that could break a rule; `roundhouse plan check` reads it.
    let wanted = (kind == .workflow ? manifestTests : all).filter { test in
      guard kind != .ffi || !test.isNative else { return false }
      return ids.isEmpty ? test.level <= level : ids.contains(test.id)
    }
    let files = wanted.filter { $0.place == .files }.map { Planned(test: $0, tier: nil) }
    return files
      + tiers.flatMap { tier in
        wanted.filter { $0.place.includes(tier) }
          .map { Planned(test: $0, tier: tier) }
      }
  }
}
