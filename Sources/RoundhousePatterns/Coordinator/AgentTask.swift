package import RoundhouseModel
package import RoundhouseRuns

/// One agent's part of a coordination.
///
/// Seed 001's `AgentTask`: `agent_id` is `agentID`, `input_data` is `input`, `depends_on` is `dependsOn`, `condition` and
/// `output` are called so here. An agent that is named without a capability or an action is asked to
/// `chat`.
package struct AgentTask: Sendable {
  /// The agent's, if nothing else is given; two tasks of one agent need ids of their own.
  package var id: String
  package var target: CallTarget
  /// What is sent; the output of the task before, or the input of the whole, if nothing is given.
  package var input: InputMapping
  /// Tasks that must have ended before: their ids, or their agents' where no two tasks ask one agent.
  package var dependsOn: [String]
  package var condition: StepCondition?
  /// nil takes the coordination's.
  package var onFailure: FailurePolicy?
  package var retry: Retry
  /// For all attempts and the waits between them.
  package var timeout: Nanoseconds?
  /// What the agent answered, as a JSON text; nil before, and for one that was skipped or has failed.
  package var output: [UInt8]?

  package init(
    agentID: String, id: String? = nil, capability: String? = nil, input: InputMapping = .passedOn,
    dependsOn: [String] = [], condition: StepCondition? = nil, onFailure: FailurePolicy? = nil,
    retry: Retry = .never, timeout: Nanoseconds? = nil
  ) {
    self.id = id ?? agentID
    target = CallTarget(capability: capability ?? "chat", agent: agentID)
    self.input = input
    self.dependsOn = dependsOn
    self.condition = condition
    self.onFailure = onFailure
    self.retry = retry
    self.timeout = timeout
  }

  init(_ step: PlanStep) {
    id = step.id
    target = step.target
    input = step.input
    dependsOn = step.dependencies
    condition = step.condition
    onFailure = step.onFailure
    retry = step.retry
    timeout = step.timeout
  }

  /// The task as a step among others.
  /// - Parameter usual: what its failure means if the task does not say.
  func step(among tasks: [AgentTask], _ usual: FailurePolicy?) -> PlanStep {
    PlanStep(
      id, target, input: input, dependencies: dependsOn.map { AgentTask.id(of: $0, among: tasks) },
      condition: condition, retry: retry, timeout: timeout, onFailure: onFailure ?? usual)
  }

  /// The id of the task that a name means; the name itself if that is not clear, which is refused later.
  private static func id(of name: String, among tasks: [AgentTask]) -> String {
    if tasks.contains(where: { $0.id == name }) { return name }
    let asked = tasks.filter { $0.target.agent == name }
    return asked.count == 1 ? asked[0].id : name
  }
}
