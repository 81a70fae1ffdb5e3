/// What somebody has decided about what he was asked to look at.
package enum ReviewVerdict: String, Sendable, CaseIterable {
  case approved
  case rejected
  /// It is good, but for what the reviewer wants changed.
  case changes
}
