/// What the members of a step are called: seed 002 writes `agentId`, seed 001 `agent_id`.
struct StepKeys {
  let what: String
  let agent: String
  let input: String
  /// The first one is the usual one; only one may stand in a step.
  let dependencies: [String]

  let all: [String]

  private init(what: String, agent: String, input: String, dependencies: [String]) {
    self.what = what
    self.agent = agent
    self.input = input
    self.dependencies = dependencies
    all =
      ["id", agent, "capability", "action", input] + dependencies
      + ["condition", "retryPolicy", "timeout", "onFailure", "repeats", "description"]
  }

  static let plan = StepKeys(
    what: "steps", agent: "agentId", input: "input", dependencies: ["dependencies", "depends_on"])
  static let task = StepKeys(what: "tasks", agent: "agent_id", input: "input_data", dependencies: ["depends_on"])
}
