/// How thoroughly an agent is checked.
package enum CheckLevel: String, Sendable, CaseIterable, Comparable {
  /// Seconds: does it load, start and answer?
  case quick
  /// Every rule, a minute at most.
  case full
  /// Every rule, and the ones about growth and payloads for as long as is wanted.
  case soak

  private var order: Int { CheckLevel.allCases.firstIndex(of: self) ?? 0 }

  package static func < (a: CheckLevel, b: CheckLevel) -> Bool { a.order < b.order }
}
