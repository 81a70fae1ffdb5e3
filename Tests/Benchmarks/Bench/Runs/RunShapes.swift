internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// What the runs of the benchmarks do: three steps in turn, or beside one another, as code and as a plan.
enum RunShapes {
  /// What the steps ask for; the no-op agents of a ``BenchHost`` offer it.
  static let names = (0..<3).map { "cap.text.echo-\($0)" }

  static let chain = Workflow("seq3") { run, input in
    var bytes = input
    for name in names { bytes = try await run.call(name, bytes).bytes }
    return bytes
  }

  static let fan = Workflow("fanout3") { run, input in
    let branches = names.map { name in
      Branch(name) { run, _ in try await run.call(name, input).bytes }
    }
    let outcomes = try await run.branches("all", branches)
    return outcomes.results[names[2]] ?? []
  }

  /// Two steps, of which the second is the one that a killed process has not done.
  static let half = Workflow("half") { run, input in
    let bytes = try await run.call(names[0], input).bytes
    return try await run.call(names[1], bytes).bytes
  }

  /// The input of a run that carries out three steps as a plan.
  static func plan(isParallel: Bool) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("id", "bench")
    json.member("parallel", isParallel)
    json.key("steps")
    json.beginArray()
    for (place, name) in names.enumerated() {
      json.beginObject()
      json.member("id", "step-\(place)")
      json.member("capability", name)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return PlanDocument.request(json.bytes, input: RouteBenchmarks.payload)
  }
}
