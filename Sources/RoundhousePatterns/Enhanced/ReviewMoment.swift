/// When a person is asked.
package enum ReviewMoment: String, Sendable, CaseIterable {
  /// If the workflow is less sure than the threshold asks for.
  case lowConfidence = "low-confidence"
  case always
  case never
}
