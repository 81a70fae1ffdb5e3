/// What several branches came to: results and errors, always both.
package struct Outcomes<Value: Sendable>: Sendable {
  package var results: [String: Value] = [:]
  package var errors: [String: RunError] = [:]

  package init() {}

  package var isComplete: Bool { errors.isEmpty }

  mutating func settle(_ id: String, _ result: Result<Value, RunError>) {
    switch result {
    case .success(let value): results[id] = value
    case .failure(let error): errors[id] = error
    }
  }
}
