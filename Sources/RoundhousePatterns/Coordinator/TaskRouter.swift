package import RoundhouseModel

/// Which task is the one, by the input of the whole. Seed 001's `router(input_data) -> agent_id`.
package struct TaskRouter: Sendable {
  /// A task's or an agent's id, if nothing else is chosen. Without one, a request that nobody has thought of would go
  /// nowhere.
  package let otherwise: String
  private let choose: @Sendable (StepContext) throws -> String?

  /// The first rule that holds decides.
  package init(_ rules: [(when: StepCondition, to: String)], otherwise: String) {
    self.otherwise = otherwise
    choose = { context in try rules.first { try $0.when.holds(context) }?.to }
  }

  /// A function over the input decides; nil takes the default. It is asked once in a run.
  package init(otherwise: String, _ choose: @escaping @Sendable (JSONNode) throws -> String?) {
    self.otherwise = otherwise
    self.choose = { context in try choose(try JSONDocument(parsing: context.input).root) }
  }

  func choice(_ context: StepContext) throws -> String { try choose(context) ?? otherwise }
}
