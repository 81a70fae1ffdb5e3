internal import RoundhouseModel

/// What an instance's processes are started with, the first one and all that follow.
struct WorkerPlan: Sendable {
  let order: WorkerOrder
  /// The libraries, sealed: those that the agent brings along, then its own. Empty for a system library.
  let images: [WorkerImage]
  let pool: WorkerPool
  /// What each process may do, but for its user.
  let sandbox: SandboxPlan
  /// What no control group enforces of the limits that the manifest states.
  let gaps: [SandboxGap]
  let startTimeout: Nanoseconds

  /// Why a process is ended that the kernel found over its limit.
  var tooMuch: String { "it held more than its limit of \(sandbox.memory >> 20) MiB" }
}
