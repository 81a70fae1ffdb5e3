internal import RoundhouseModel

extension Plan {
  /// The order of a plan that was made in Swift; documents are checked when they are read.
  /// - Throws: `badRequest` for ids that are unknown or stand twice, for circles, and for a quorum of steps that run one
  ///   at a time.
  func order() throws(RoundhouseError) -> StepOrder {
    if quorum != nil, !isParallel {
      throw RoundhouseError(
        .badRequest, "\(id) has a quorum, and its steps run one at a time", remedy: "let them run beside one another")
    }
    var places: [String: Int] = [:]
    for (place, step) in steps.enumerated() where places.updateValue(place, forKey: step.id) != nil {
      throw RoundhouseError(.badRequest, "two steps of \(id) are called \(step.id)", remedy: "give each its own id")
    }
    var dependencies: [[Int]] = []
    for step in steps {
      var before: [Int] = []
      for name in step.dependencies {
        guard let other = places[name] else {
          throw RoundhouseError(
            .badRequest, "\(step.id) depends on \(name), which is no step of \(id)", remedy: "name one of its steps")
        }
        before.append(other)
      }
      dependencies.append(before)
    }
    let order = StepOrder(dependencies)
    guard order.circle.isEmpty else {
      let circle = order.circle.map { steps[$0].id }
      throw RoundhouseError(
        .badRequest, "\(circle.joined(separator: ", ")) wait for each other", remedy: "take one dependency away")
    }
    return order
  }
}
