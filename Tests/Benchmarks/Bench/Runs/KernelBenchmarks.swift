internal import FixtureBuilder
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// `seq3` and `fanout3`, and the same as plans: runs that are not recorded, beside the bare calls that they make.
enum KernelBenchmarks {
  private static let payload = RouteBenchmarks.payload

  static func run(_ extent: Extent) async throws -> [Measurement] {
    let bench = try BenchHost()
    try bench.add(0..<3)
    var lines: [Measurement] = []
    for (suffix, agents) in [("", EchoAgents() as any Invoking), (".host", bench.host)] {
      lines += try await code("seq3" + suffix, RunShapes.chain, agents, floor: ("bare-calls", inTurn), extent)
      lines += try await code("fanout3" + suffix, RunShapes.fan, agents, floor: ("task-group", together), extent)
      lines += try await plan("plan.seq3" + suffix, false, agents, floor: ("bare-calls", inTurn), extent)
      lines += try await plan("plan.fanout3" + suffix, true, agents, floor: ("task-group", together), extent)
    }
    return lines
  }

  private typealias Floor = @Sendable (any Invoking) async throws -> Void

  private static func code(
    _ name: String, _ workflow: Workflow, _ agents: any Invoking, floor: (String, Floor), _ extent: Extent
  ) async throws -> [Measurement] {
    try await beside(name, agents, floor, batch: extent.batch, "not recorded") {
      let output = try await workflow.body(Run.unrecorded(agents), payload)
      if output.count != 200 { throw FixtureError("a wrong answer") }
    }
  }

  private static func plan(
    _ name: String, _ isParallel: Bool, _ agents: any Invoking, floor: (String, Floor), _ extent: Extent
  ) async throws -> [Measurement] {
    let input = RunShapes.plan(isParallel: isParallel)
    return try await beside(name, agents, floor, batch: extent.batch / 10, "a plan of JSON, read each time") {
      let output = try await Workflow.plan.body(Run.unrecorded(agents), input)
      if output.count < 600 { throw FixtureError(String(decoding: output, as: UTF8.self)) }
    }
  }

  private static func beside(
    _ name: String, _ agents: any Invoking, _ floor: (system: String, body: Floor), batch: Int, _ notes: String,
    _ body: () async throws -> Void
  ) async throws -> [Measurement] {
    try await Measure.inTurn(
      name, batch: batch, notes: notes,
      floor: (floor.system, { count in for _ in 0..<count { try await floor.body(agents) } }),
      ours: { count in for _ in 0..<count { try await body() } })
  }

  // MARK: Floors

  @Sendable
  private static func inTurn(_ agents: any Invoking) async throws {
    var bytes = payload
    for name in RunShapes.names { bytes = try await agents.call(name, bytes, CallOptions()).bytes }
    if bytes.count != 200 { throw FixtureError("a wrong answer") }
  }

  @Sendable
  private static func together(_ agents: any Invoking) async throws {
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for name in RunShapes.names {
        group.addTask { try await agents.call(name, payload, CallOptions()).bytes }
      }
      for try await bytes in group where bytes.count != 200 { throw FixtureError("a wrong answer") }
    }
  }
}
