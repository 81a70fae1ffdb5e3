import Testing

/// Waits until something is true, for ten seconds at most.
func eventually(_ isTrue: () async throws -> Bool) async throws {
  for _ in 0..<10_000 {
    if try await isTrue() { return }
    try await Task.sleep(for: .milliseconds(1))
  }
  Issue.record("it has not become true")
}
