package import RoundhouseModel
internal import RoundhousePatterns
package import RoundhouseRuns

/// The kinds of work that a life begins: one for each kind of effect that a run can have.
package enum LifeWork: String, CaseIterable, Sendable {
  case sequence, rounds, parallel, quorum, retried, slept, compensated, careful, parent, decided, told, patterns, job

  /// Whether it has a step that must not be repeated: a life may end in it, and then the run is blocked.
  package var isCareful: Bool { self == .careful }

  /// The name of the step that must not be repeated.
  package static let once = "pay"

  /// So many times a run is told something.
  private static let messages = 2

  /// So many of its steps may be under way at once.
  package var width: Int {
    switch self {
    case .parallel: 2
    case .quorum: 3
    case .patterns: LifePattern.allCases.count * 3
    default: 1
    }
  }

  /// All workflows, with those that others start.
  package static func workflows(_ agents: LifeAgents) -> [Workflow] {
    allCases.map { work in Workflow(work.rawValue) { try await work.body($0, $1, agents) } } + [child, leaf]
  }

  private static let child = Workflow("child") { run, input in
    let first = try await run.call("work", input, id: "first")
    return try await run.start("leaf", first.bytes)
  }

  private static let leaf = Workflow("leaf") { run, input in
    let only = try await run.call("slow", input, id: "only")
    return try await run.call("work", only.bytes, id: "last").bytes
  }

  private func body(_ run: Run, _ input: [UInt8], _ agents: LifeAgents) async throws -> [UInt8] {
    switch self {
    case .sequence: try await Self.sequence(run, input, agents)
    case .rounds: try await Self.rounds(run, input)
    case .parallel: try await Self.parallel(run, input)
    case .quorum: try await Self.quorum(run, input)
    case .retried: try await Self.retried(run, input)
    case .slept: try await Self.slept(run, input)
    case .compensated: try await Self.compensated(run, input)
    case .careful: try await Self.careful(run, input)
    case .parent: try await Self.parent(run, input)
    case .decided: try await Self.decided(run, input)
    case .told: try await Self.told(run, input)
    case .patterns: try await Self.patterns(run)
    case .job: try await Self.job(run, input)
    }
  }

  private static func sequence(_ run: Run, _ input: [UInt8], _ agents: LifeAgents) async throws -> [UInt8] {
    let a = try await run.call("work", input, id: "a")
    _ = try run.now()
    try run.emit("progress")
    let number = run.number
    let b = try await run.step("b") {
      try agents.note("\(number)/b")
      return a.bytes + Array(".own".utf8)
    }
    guard try run.version("changed") == 1 else { throw LifeError("the version is another one") }
    let c = try await run.call("slow", b, id: "c")
    return try await run.call("work", c.bytes, id: "d").bytes
  }

  private static func rounds(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    var text = input
    for _ in 0..<3 { text = try await run.scope("round").call("work", text, id: "turn").bytes }
    return text
  }

  private static func parallel(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    var branches = ["hotel", "car"].map { id in
      Branch<[UInt8]>(id) { run, _ in
        let found = try await run.call("work", input, id: "find")
        return try await run.call("slow", found.bytes, id: "book").bytes
      }
    }
    branches.append(
      Branch("mail", after: ["hotel", "car"]) { run, results in
        try await run.call("work", (results["hotel"] ?? []) + (results["car"] ?? []), id: "send").bytes
      })
    let outcomes = try await run.branches("trip", branches)
    guard outcomes.isComplete else { throw LifeError("\(outcomes.errors)") }
    return outcomes.results["mail"] ?? []
  }

  /// Two of three are enough; what they say is asked about, so that a life that counts others comes to another end.
  private static func quorum(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    let branches = [("one", "work"), ("two", "work"), ("three", "slow")].map { id, capability in
      Branch<[UInt8]>(id) { run, _ in try await run.call(capability, input, id: "vote").bytes }
    }
    let outcomes = try await run.branches("votes", branches, .quorum(2))
    let counted = outcomes.results.keys.sorted().joined(separator: "+")
    return try await run.call("slow", Array(counted.utf8), id: "count").bytes
  }

  private static func retried(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    let retry = Retry(.fixed, retries: 5, base: .milliseconds(1), jitter: 0)
    let tried = try await run.call("shaky", input, id: "try", Step(retry: retry))
    return try await run.call("work", tried.bytes, id: "then").bytes
  }

  private static func slept(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    let before = try await run.call("work", input, id: "before")
    try await run.sleep("nap", for: .milliseconds(4))
    return try await run.call("work", before.bytes, id: "after").bytes
  }

  private static func compensated(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    let hotel = try await run.call("work", input, id: "hotel")
    do {
      return try await run.call("broken", hotel.bytes, id: "car").bytes
    } catch {
      guard error.failure != nil else { throw error }
      try await run.compensation("undo") { run in _ = try await run.call("slow", hotel.bytes, id: "cancel") }
      return try await run.call("work", Array("undone".utf8), id: "tell").bytes
    }
  }

  private static func careful(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    let bill = try await run.call("work", input, id: "bill")
    let paid = try await run.call("slow", bill.bytes, id: once, Step(repeats: .atMostOnce))
    return try await run.call("work", paid.bytes, id: "receipt").bytes
  }

  private static func parent(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    let before = try await run.call("work", input, id: "before")
    let child = try await run.start("child", before.bytes)
    return try await run.call("work", child, id: "after").bytes
  }

  private static func decided(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    let draft = try await run.call("work", input, id: "draft")
    let decision = try await run.review("approval", ReviewRequest("may it go on?", content: [UInt8]("1".utf8)))
    return try await run.call("slow", draft.bytes + Array(".\(decision.verdict)".utf8), id: "publish").bytes
  }

  private static func told(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    var text = input
    for _ in 0..<messages {
      guard let message = try await run.receive("message", mailbox: "in") else { continue }
      text = try await run.call("work", text + message.bytes, id: "answer").bytes
    }
    return text
  }

  /// All kinds of documents beside one another.
  private static func patterns(_ run: Run) async throws -> [UInt8] {
    let patterns = Patterns()
    let outcomes = try await run.branches(
      "patterns",
      LifePattern.allCases.map { pattern in
        Branch<[UInt8]>(pattern.rawValue) { run, _ in try await pattern.carryOut(run, patterns) }
      })
    guard outcomes.isComplete else { throw LifeError("\(outcomes.errors)") }
    return LifePattern.allCases.flatMap { outcomes.results[$0.rawValue] ?? [] }
  }

  /// Fails twice as a whole.
  private static func job(_ run: Run, _ input: [UInt8]) async throws -> [UInt8] {
    let first = try await run.call("work", input, id: "first")
    return try await run.call("shaky", first.bytes, id: "second").bytes
  }
}

extension LifeWork {
  /// Begins it, unless an earlier life has.
  package func begin(_ runs: Runs, key: String) async throws(RoundhouseError) -> RunNumber {
    if self == .job {
      var options = JobOptions()
      options.key = key
      options.retry = Retry(.immediate, retries: 5)
      return try await runs.enqueue(rawValue, Array(rawValue.utf8), options)
    }
    var options = RunOptions()
    options.key = key
    return try await runs.submit(rawValue, Array(rawValue.utf8), options)
  }

  /// The runs that wait until somebody tells them something.
  static var listeners: RunQuery {
    var query = RunQuery()
    (query.workflow, query.states, query.limit) = (Self.told.rawValue, [.running, .waiting], .max)
    return query
  }

  /// Tells a run what it waits for: of what an earlier life has said nothing twice.
  static func tell(_ number: RunNumber, _ runs: Runs) async throws(RoundhouseError) {
    let told = try await runs.details(of: number).1.count { $0.kind == .message }
    for _ in told..<max(told, messages) { try await runs.send(number, mailbox: "in", Array("hello".utf8)) }
  }
}
