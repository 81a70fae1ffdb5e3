import Testing

/// Waits until something is true, for a minute at most, because the machine may be busy with other things.
func eventually(_ isTrue: () async throws -> Bool) async throws {
  for _ in 0..<30_000 {
    if try await isTrue() { return }
    try await Task.sleep(for: .milliseconds(2))
  }
  Issue.record("it has not become true")
}
