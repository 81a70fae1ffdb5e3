/// One thing that is asked of an agent, with the number by which reports and the documentation name it.
package struct Rule: Sendable, Equatable {
  /// `R3.1`: R1 to R8 are those of roundhouse.h; M is the manifest, L the library, S
  /// the start, C capabilities, W the worker's sandbox, P speed.
  package let number: String
  /// What is required, one sentence without a final period.
  package let requirement: String
  /// What goes wrong when it is broken.
  package let consequence: String
  /// What to do about it.
  package let remedy: String

  init(_ number: String, _ requirement: String, breaks consequence: String, _ remedy: String) {
    self.number = number
    self.requirement = requirement
    self.consequence = consequence
    self.remedy = remedy
  }

  /// `R3` of `R3.1`, `M` of `M2`.
  package var group: String {
    if let dot = number.firstIndex(of: ".") { return String(number[..<dot]) }
    return String(number.prefix(1))
  }
}
