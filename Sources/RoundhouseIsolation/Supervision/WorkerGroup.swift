internal import RoundhouseModel

/// The control group of one worker's processes, where the operator has delegated a folder for them.
final class WorkerGroup: Sendable {
  private let group: ControlGroup

  init(_ process: Int32, _ plan: SandboxPlan, in folder: ControlGroupFolder) throws(RoundhouseError) {
    let group = try ControlGroup("worker-\(process)", in: folder, for: plan)
    try group.add(process)
    self.group = group
  }

  /// Ends all that is in it.
  func kill() { _ = group.kill() }

  /// Whether the kernel has ended a process because it held too much.
  var hasEndedForMemory: Bool { (group.memoryEvents()?.kills ?? 0) > 0 }
}
