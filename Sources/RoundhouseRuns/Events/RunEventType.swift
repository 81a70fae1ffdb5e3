/// The types of events that the kernel tells of. Patterns and workflows have their own beside them.
///
/// The names with a seed's number are that seed's: `agent:insight` and `agent:error` (002) are told by `Run.emit`.
package enum RunEventType {
  /// Live only.
  package static let runStarted = "run:started"
  package static let runResumed = "run:resumed"
  package static let runCompleted = "run:completed"
  package static let runFailed = "run:failed"
  package static let runCancelled = "run:cancelled"
  package static let runTimedOut = "run:timeout"
  package static let runBlocked = "run:blocked"
  /// After these a run tells no more, unless somebody sets it going again.
  package static let ends = [runCompleted, runFailed, runCancelled, runTimedOut, runBlocked]
  package static let runWaiting = "run:waiting"
  /// Somebody is asked: `{stepId, review{reason, …}, due}` (004).
  package static let reviewRequested = "review:requested"
  /// `{stepId, verdict, comments, confidence, reviewer}` (004).
  package static let reviewDecided = "review:decided"
  /// `{stepId}`: nobody has decided in time (004).
  package static let reviewExpired = "review:expired"
  /// Live only (002).
  package static let stepStarted = "step:started"
  /// `{stepId, agentId, response{duration}}` (002).
  package static let stepCompleted = "step:completed"
  package static let stepRetrying = "step:retrying"
  package static let stepFailed = "step:failed"
  package static let stepSkipped = "step:skipped"
  /// `{agentId, error{message}}` (002).
  package static let agentError = "agent:error"
}
