import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns
internal import Synchronization

/// Random plans against what a topological order demands.
@Suite struct PlanOrderTests {
  /// Reproducible numbers, so that a failure can be looked at again.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  /// Steps whose numbers say nothing about their order, with random dependencies that make no circle.
  private static func plan(_ numbers: inout Numbers) -> [(id: String, before: [String])] {
    let count = Int.random(in: 1...40, using: &numbers)
    let order = (0..<count).shuffled(using: &numbers)
    var steps: [(id: String, before: [String])] = []
    for (place, number) in order.enumerated() {
      let wanted = Int.random(in: 0...min(place, 4), using: &numbers)
      steps.append(("s\(number)", order[..<place].shuffled(using: &numbers).prefix(wanted).map { "s\($0)" }))
    }
    return steps.shuffled(using: &numbers)
  }

  private static func text(_ steps: [(id: String, before: [String])], isParallel: Bool) -> String {
    let list = steps.map { step in
      let before = step.before.map { "\"\($0)\"" }.joined(separator: ",")
      return #"{"id":"\#(step.id)","action":"\#(step.id)","dependencies":[\#(before)]}"#
    }
    return #"{"parallel":\#(isParallel),"steps":[\#(list.joined(separator: ","))]}"#
  }

  @Test("M-024 random plans of up to 40 steps: each step is asked once, after all it depends on", arguments: 0..<60)
  func randomPlans(_ seed: UInt64) async throws {
    var numbers = Numbers(state: seed)
    let steps = Self.plan(&numbers)
    let answered = Mutex<Set<String>>([])
    let early = Mutex<[String]>([])
    let before = Dictionary(uniqueKeysWithValues: steps.map { ($0.id, $0.before) })
    let fixture = try await PatternsFixture(
      ScriptedAgents { ask, _ in
        let isEarly = answered.withLock { !$0.isSuperset(of: before[ask.capability] ?? []) }
        if isEarly { early.withLock { $0.append(ask.capability) } }
        await Task.yield()
        answered.withLock { _ = $0.insert(ask.capability) }
        return "1"
      })
    let isParallel = seed % 2 == 0
    let result = try await fixture.perform(plan: Self.text(steps, isParallel: isParallel))
    await fixture.runs.stop()
    #expect(early.withLock { $0 } == [])
    #expect(fixture.agents.capabilities.sorted() == steps.map(\.id).sorted())
    #expect(result["results"]?.members.map(\.key) == steps.map(\.id))
    if !isParallel {
      let spans = fixture.agents.spans
      #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.ended <= $1.began })
    }
  }

  @Test("M-024 a circle is always refused, and named", arguments: 100..<160)
  func circles(_ seed: UInt64) throws {
    var numbers = Numbers(state: seed)
    var steps = Self.plan(&numbers)
    // A way through the plan, closed to a circle.
    let length = Int.random(in: 1...steps.count, using: &numbers)
    let circle = Array(steps.indices.shuffled(using: &numbers).prefix(length))
    for (place, next) in zip(circle, circle.dropFirst() + circle.prefix(1))
    where !steps[next].before.contains(steps[place].id) {
      steps[next].before.append(steps[place].id)
    }
    let problems = try #require(throws: DocumentProblems.self) {
      try PlanDocument(Array(Self.text(steps, isParallel: true).utf8))
    }
    let problem = try #require(problems.list.first)
    #expect(problems.list.count == 1)
    let names = try #require(problem.expected.split(separator: ": ").last).components(" before ")
    #expect(names.count >= 2 && names.first == names.last)
    // What is named is a circle.
    for (one, other) in zip(names, names.dropFirst()) {
      #expect(steps.first { $0.id == other }?.before.contains(one) == true, "\(one) before \(other)")
    }
  }
}

extension Substring {
  fileprivate func components(_ separator: String) -> [String] { split(separator: separator).map(String.init) }
}
