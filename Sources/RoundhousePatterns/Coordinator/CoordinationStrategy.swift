/// How tasks are carried out: seed 001's `CoordinationStrategy`, `SEQUENTIAL`, `PARALLEL` and `CONDITIONAL`.
package enum CoordinationStrategy: Sendable {
  /// One after another, each with the output of the one before. The first failure ends it, unless a policy says otherwise.
  case sequential
  /// Beside one another, as far as `dependsOn` allows. A failure reaches none but those that depend on it, unless a
  /// policy says otherwise.
  case parallel
  /// One of them, which a router chooses.
  case conditional(TaskRouter)

  static let names = ["sequential", "parallel", "conditional"]

  package var name: String {
    switch self {
    case .sequential: "sequential"
    case .parallel: "parallel"
    case .conditional: "conditional"
    }
  }
}
