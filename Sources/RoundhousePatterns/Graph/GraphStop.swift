internal import RoundhouseRuns

/// Why a graph goes no further, unless it has come to its end.
struct GraphStop: Sendable {
  let end: GraphEnd
  let failure: StepFailure

  init(_ end: GraphEnd, _ failure: StepFailure) {
    self.end = end
    self.failure = failure
  }
}
