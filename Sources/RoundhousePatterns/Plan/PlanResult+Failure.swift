internal import RoundhouseModel
internal import RoundhouseRuns

extension PlanResult {
  /// Why the plan has failed, in one error: that of the first step which failed by itself, with the names of all.
  var error: RoundhouseError {
    if let outputError { return outputError }
    let failed = steps.compactMap { step in step.outcome.failure.map { (step.id, $0) } }
    let own = failed.first { $0.1.error.code != .cancelled && $0.1.error.code != .dependencyFailed }
    guard let (id, first) = own ?? failed.first else {
      return RoundhouseError(.quorumMissed, "\(planID) has not done what it should")
    }
    var error = first.error
    error.message = "\(planID) has failed: \(id): \(first.error.message)"
    let others = failed.map(\.0).filter { $0 != id }
    if !others.isEmpty { error.message += " (and \(others.joined(separator: ", ")))" }
    return error
  }

  /// The keys of the calls that have failed.
  var failedCalls: [String] {
    steps.compactMap { step in step.outcome.failure.flatMap { $0.attempts.isEmpty ? nil : $0.key } }
  }
}
