package import RoundhouseModel

/// What a run has beside others if it is a job: one that waits in a queue until a host has time for it.
package struct Job: Sendable, Equatable {
  /// Empty for a run that is no job.
  package var queue = ""
  /// Higher ones are taken first.
  package var priority: Int64 = 0
  /// How often it was taken.
  package var attempts: Int64 = 0
  /// How often it is taken again after it has failed, and when; then it is put aside, as failed.
  package var retry = Retry(retries: 0, limit: .seconds(3600))

  package init() {}
}

/// What a caller says of a job beside the workflow and its input.
package struct JobOptions: Sendable {
  package var queue = "default"
  package var priority: Int64 = 0
  /// Not before so long from now.
  package var delay: Nanoseconds = 0
  /// Two jobs with one key are one. Empty for none.
  package var key = ""
  package var retry = Retry(.exponential, retries: 3, limit: .seconds(3600))
  /// For each attempt; nil for no limit.
  package var timeout: Nanoseconds?
  package var budget = Budget()

  package init() {}
}
