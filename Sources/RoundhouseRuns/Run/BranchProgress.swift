internal import RoundhouseModel

/// What the branches of one place came to so far, and which may begin. Knows no task and no time.
struct BranchProgress<Value: Sendable> {
  private(set) var outcomes = Outcomes<Value>()
  /// Whether a quorum cannot be reached any more.
  private(set) var isMissed = false
  private var order: BranchOrder
  private let together: Together
  private let scope: String
  /// Whether nothing more is to begin, because enough have ended or too many have failed.
  private var isDecided = false

  init(_ order: BranchOrder, _ together: Together, _ scope: String) {
    self.order = order
    self.together = together
    self.scope = scope
  }

  /// What may begin now; each place once. Those that come after a failure end here.
  mutating func takeReady() -> [Int] {
    var ready: [Int] = []
    var next = isDecided ? [] : order.takeReady()
    while !next.isEmpty {
      for place in next {
        if let failed = failure(before: place) {
          let id = order.ids[place]
          outcomes.settle(id, .failure(.dependencyFailed(scope, id, failed)))
          order.end(place)
        } else {
          ready.append(place)
        }
      }
      next = order.takeReady()
    }
    return ready
  }

  /// - Returns: whether those that still run are to be called off.
  mutating func end(_ place: Int, _ result: Result<Value, RunError>) -> Bool {
    outcomes.settle(order.ids[place], result)
    order.end(place)
    switch together.verdict(outcomes.results.count, outcomes.errors.count, of: order.ids.count) {
    case .goOn: return false
    case .enough: isDecided = true
    case .missed: (isDecided, isMissed) = (true, true)
    }
    return true
  }

  /// Nothing more begins: `BranchOrder.limitToBegun`.
  mutating func limitToBegun() -> [String]? { order.limitToBegun() }

  private func failure(before place: Int) -> String? {
    outcomes.errors.isEmpty ? nil : order.first(before: place) { outcomes.errors[$0] != nil }
  }
}

extension RunError {
  fileprivate static func dependencyFailed(_ scope: String, _ id: String, _ failed: String) -> RunError {
    .step(
      StepFailure(
        key: StepKey.path(scope, StepKey.part(id)),
        error: RoundhouseError(
          .dependencyFailed, "\(id) was not begun, because \(failed) has failed", remedy: "see \(failed)'s error")))
  }
}
