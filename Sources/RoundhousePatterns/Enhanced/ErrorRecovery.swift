package import RoundhouseModel
package import RoundhouseRuns

/// How often what has failed is tried again, and how errors are kept. Seed 004's `ErrorRecoveryManager(max_retries,
/// default_strategy, base_delay)`.
///
/// The tries themselves are the run's: under one key, and gone on with after a crash.
package struct ErrorRecovery: Sendable, Equatable {
  /// Seed 004's `RetryStrategy`.
  package enum Strategy: String, Sendable, CaseIterable {
    /// 1, 2, 4, 8 times the base.
    case exponentialBackoff = "exponential_backoff"
    case fixedDelay = "fixed_delay"
    case immediate
    case noRetry = "no_retry"
  }

  package var maxRetries: Int
  package var defaultStrategy: Strategy
  package var baseDelay: Nanoseconds

  package init(
    maxRetries: Int = 3, defaultStrategy: Strategy = .exponentialBackoff, baseDelay: Nanoseconds = .seconds(1)
  ) {
    self.maxRetries = maxRetries
    self.defaultStrategy = defaultStrategy
    self.baseDelay = baseDelay
  }

  /// The same as the kernel understands it. Waits are exactly as long as the seed says.
  package var retry: Retry {
    let growth: Retry.Growth =
      switch defaultStrategy {
      case .exponentialBackoff: .exponential
      case .fixedDelay: .fixed
      case .immediate: .immediate
      case .noRetry: .none
      }
    return Retry(growth, retries: maxRetries, base: baseDelay, jitter: 0)
  }

  /// Keeps all errors of one node in the state. Seed 004's `handle_error(state, error, node_name)`.
  /// - Parameters:
  ///   - attempts: the tries that were followed by others.
  ///   - failure: why there was no further try; nil if the last one succeeded.
  ///   - at: milliseconds since 1970.
  package func handleErrors(
    _ state: inout EnhancedWorkflowState, _ attempts: [FailedAttempt], _ failure: StepFailure?, node: String, at: Int64
  ) {
    let last = failure.map { $0.attempts.isEmpty ? 0 : $0.attempts.count - 1 }
    let earlier = failure == nil ? attempts.map(\.error) : failure?.attempts.prefix(last ?? 0).map(\.error) ?? []
    for (place, error) in earlier.enumerated() {
      state.errors.append(ErrorContext(error, node: node, attempt: place + 1, isRecovered: true, at: at))
    }
    guard let failure else { return }
    state.errors.append(
      ErrorContext(failure.error, node: node, attempt: earlier.count + 1, isRecovered: false, at: at))
  }
}
