package import RoundhouseModel

/// Why a run cannot go on. An object, because it is looked for at each step and hardly ever there.
package final class RunFault: Error, Sendable {
  package enum Kind: String, Sendable {
    case cancelled, timedOut, budgetExceeded
    /// The code asks for other steps than the journal has.
    case diverged
    /// A step that must not be repeated was begun, and nobody knows whether it was done.
    case inDoubt
    /// No code of this name and version is here.
    case unknownWorkflow
    /// The run waits for a time or a person and is not kept in memory. Never leaves the kernel.
    case parked
    /// The run is another host's, or the next one's, from now on.
    case storeLost
  }

  package let kind: Kind
  package let error: RoundhouseError

  package init(_ kind: Kind, _ error: RoundhouseError) {
    self.kind = kind
    self.error = error
  }

  static func cancelled(_ reason: String) -> RunFault {
    RunFault(.cancelled, RoundhouseError(.cancelled, "the run was cancelled: \(reason)", hasStarted: true))
  }

  static var stopping: RunFault {
    RunFault(
      .storeLost,
      RoundhouseError(
        .noHealthyAgent, "the host is shutting down", remedy: "ask for the run when it is back: it goes on by itself",
        hasStarted: true))
  }

  static var parked: RunFault {
    RunFault(
      .parked, RoundhouseError(.cancelled, "the run waits, and is not in memory meanwhile", hasStarted: true))
  }

  static var timedOut: RunFault {
    RunFault(
      .timedOut,
      RoundhouseError(
        .deadlineExceeded, "the run's time is over", remedy: "give it a longer timeout, or look at its slowest step",
        hasStarted: true))
  }

  static func overBudget(_ what: String, limit: UInt64) -> RunFault {
    RunFault(
      .budgetExceeded,
      RoundhouseError(
        .budgetExceeded, "the run has used up its \(what): \(limit)",
        remedy: "raise budget.\(what), or ask for less; results so far are kept", hasStarted: true))
  }

  static func diverged(scope: String, position: Int, recorded: String, asked: String) -> RunFault {
    let place = scope.isEmpty ? "position \(position)" : "position \(position) of \(scope)"
    return RunFault(
      .diverged,
      RoundhouseError(
        .runDiverged, "at \(place) the journal has \(recorded), the workflow asks for \(asked)",
        remedy: "run the version of the workflow that began this run, or put the change behind run.version(…)",
        hasStarted: true))
  }

  static func inDoubt(_ key: String) -> RunFault {
    RunFault(
      .inDoubt,
      RoundhouseError(
        .stepInDoubt, "\(key) was begun before the host ended, and must not be repeated",
        remedy: "find out whether it was done, then say so: `roundhouse runs decide`", hasStarted: true))
  }

  static func unknownWorkflow(_ name: String, version: Int) -> RunFault {
    RunFault(
      .unknownWorkflow,
      RoundhouseError(
        .unknownWorkflow, "no workflow \(name) that takes runs of version \(version) is here",
        remedy: "start the host that has it, or cancel the run", hasStarted: true))
  }
}
