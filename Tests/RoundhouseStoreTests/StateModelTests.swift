import RoundhouseModel
import RoundhouseStore
import Testing

/// Both stores are asked the same thousands of random questions and must give the same answers.
struct StateModelTests {
  @Test("SQLite and memory answer alike over random commits, reads and erasures", arguments: [UInt64(1), 2, 3])
  func alike(seed: UInt64) async throws {
    let folder = TemporaryFolder()
    let sqlite = try StoreKind.sqlite.make(in: folder)
    let memory = try StoreKind.memory.make(in: folder)
    var random = Seeded(seed)
    var outcomes: [String: Int] = [:]
    for step in 0..<400 {
      if Int.random(in: 0..<40, using: &random) == 0 {
        let agent = random.agent
        #expect(try await sqlite.erase(agent) == memory.erase(agent), "step \(step)")
      }
      let operations = random.operations
      let outcome = await outcome(of: operations, in: sqlite)
      #expect(await outcome == self.outcome(of: operations, in: memory), "step \(step)")
      outcomes[outcome.kind, default: 0] += 1
      let key = random.key(random.agent)
      #expect(try await sqlite.value(key) == memory.value(key), "step \(step)")
      #expect(try await sqlite.usage(key.agent) == memory.usage(key.agent), "step \(step)")
      let listed = try await sqlite.keys("k", of: key.agent, in: key.space)
      #expect(try await listed == memory.keys("k", of: key.agent, in: key.space), "step \(step)")
    }
    // The walk met all that can happen, so equality says something.
    #expect(Set(outcomes.keys) == ["ok", "conflict", "store_full"])
  }

  private struct Outcome: Equatable {
    var kind: String
    var text: String
  }

  private func outcome(of operations: [StateOperation], in store: any StateInspecting) async -> Outcome {
    do { return Outcome(kind: "ok", text: "\(try await store.commit(all: operations, quota: 60))") } catch {
      let error = error as? RoundhouseError
      return Outcome(kind: error?.code.rawValue ?? "?", text: "\(String(describing: error))")
    }
  }
}

/// A small generator, the same in every run: a failure can be repeated.
private struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  var agent: String {
    mutating get { ["a.one", "a.two"][Int.random(in: 0..<2, using: &self)] }
  }

  mutating func key(_ agent: String) -> StateKey {
    let spaces: [StateSpace] = [.agent, .principal("p"), .session("p")]
    return StateKey(
      agent: agent, space: spaces[Int.random(in: 0..<3, using: &self)], key: "k\(Int.random(in: 0..<4, using: &self))")
  }

  var operations: [StateOperation] {
    mutating get {
      let agent = agent
      return (0..<Int.random(in: 0..<5, using: &self)).map { _ in
        let kinds: [StateOperation.Kind] = [
          .put([UInt8](repeating: 7, count: Int.random(in: 0..<30, using: &self))), .put([1]), .delete, .check,
        ]
        let expected: [UInt64?] = [nil, nil, nil, nil, 0, UInt64.random(in: 0..<60, using: &self)]
        return StateOperation(
          key: key(agent), kind: kinds[Int.random(in: 0..<4, using: &self)],
          expectedVersion: expected[Int.random(in: 0..<6, using: &self)])
      }
    }
  }
}
