package import RoundhouseModel

/// Tasks, and how they are carried out: what the coordinator is given, in Swift or as JSON.
///
/// As JSON: `id`, `strategy` (`"sequential"`, `"parallel"`, `"conditional"`), `tasks` with seed 001's `agent_id`,
/// `input_data`, `depends_on` and `condition`, and with `id`, `capability`, `action`, `retryPolicy`, `timeout` and
/// `onFailure` as in a plan; `routes` (`[{"when": expression, "to": task}]`) and `default` for the conditional strategy;
/// `onFailure` for all tasks; `timeout` in milliseconds; `output`, an input mapping over all tasks. A task whose input
/// has an `action` is asked for it, as in seed 001.
package struct CoordinationDocument: Pattern {
  package static let kind = "coordination"
  package static let workflow = "coordinator"
  package static let mark = "tasks"

  package var id: String
  package var tasks: [AgentTask]
  package var strategy: CoordinationStrategy
  /// For tasks that do not say; nil takes the strategy's.
  package var onFailure: FailurePolicy?
  package var timeout: Nanoseconds?
  package var output: InputMapping?

  package init(_ id: String, _ tasks: [AgentTask], _ strategy: CoordinationStrategy) {
    self.id = id
    self.tasks = tasks
    self.strategy = strategy
  }

  package static func read(_ node: JSONNode, _ reader: inout DocumentReader) -> CoordinationDocument? {
    reader.coordination(node)
  }

  package var size: String { tasks.count == 1 ? "1 task" : "\(tasks.count) tasks" }

  /// What a router chooses from is shown without order.
  package var dot: String {
    var plan = Plan(id, tasks.map { $0.step(among: tasks, onFailure) })
    if case .sequential = strategy {} else { plan.isParallel = true }
    plan.timeout = timeout
    return PlanDrawing.dot([plan])
  }

  /// The plan that does the same.
  /// - Parameter route: the task that was chosen, or its agent.
  /// - Throws: `badRequest` if there is no such task.
  func plan(route: String?) throws(RoundhouseError) -> Plan {
    var isParallel = false
    if case .parallel = strategy { isParallel = true }
    var chosen = tasks
    if let route {
      let found = tasks.filter { $0.id == route }
      chosen = found.isEmpty ? tasks.filter { $0.target.agent == route } : found
      guard chosen.count == 1 else {
        throw RoundhouseError(
          .badRequest,
          "the router chose \(route), which is \(chosen.isEmpty ? "no task" : "the agent of several tasks")",
          remedy: "let it answer one of \(tasks.map(\.id).joined(separator: ", "))")
      }
    }
    return Plan(
      id, chosen.map { $0.step(among: tasks, onFailure) }, isParallel: isParallel, timeout: timeout, output: output)
  }
}
