package import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// Answers questions about runs, as JSON: for the HTTP interface and for commands alike.
package struct RunAnswers: RunAnswering {
  private let runs: Runs

  init(_ runs: Runs) { self.runs = runs }

  package func answer(
    _ question: RunQuestion, _ done: @escaping @Sendable (Result<[UInt8], RoundhouseError>) -> Void
  ) {
    Task.detached { [runs] in
      let result: Result<[UInt8], RoundhouseError>
      do throws(RoundhouseError) {
        result = .success(try await Self.answer(question, runs))
      } catch {
        result = .failure(error)
      }
      done(result)
    }
  }

  /// Waits for the answer. Own threads only.
  package func answer(_ question: RunQuestion) throws(RoundhouseError) -> [UInt8] {
    try Blocking.wait { [runs] () async throws(RoundhouseError) in try await Self.answer(question, runs) }
  }

  package func follow(_ wish: RunEventWish) throws(RoundhouseError) -> any RunEventFeed {
    RunFollower(runs, try Self.filter(wish), after: wish.after)
  }

  private static func filter(_ wish: RunEventWish) throws(RoundhouseError) -> EventFilter {
    EventFilter(run: wish.run.isEmpty ? nil : try number(wish.run), agent: wish.agent, type: wish.type)
  }

  private static func answer(_ question: RunQuestion, _ runs: Runs) async throws(RoundhouseError) -> [UInt8] {
    switch question {
    case .begin(let request): return try await begin(request, runs)
    case .enqueue(let request): return try await enqueue(request, runs)
    case .list(let search): return try await list(search, runs)
    case .show(let text): return try await show(number(text), runs)
    case .export(let text): return try await show(number(text), runs, isWhole: true)
    case .artifact(let text, let name):
      let (record, journal) = try await runs.details(of: number(text))
      if let bytes = Artifact.bytes(name, of: record, journal) { return bytes }
      throw RoundhouseError(
        .unknownRun, "\(record.number) has no artifact \(name)", remedy: "take the path that the run's answer names")
    case .cancel(let text):
      let number = try number(text)
      guard try await runs.cancel(number, reason: "somebody asked for it") else {
        throw RoundhouseError(.conflict, "\(number) is over already", remedy: "see `roundhouse runs show \(number)`")
      }
      return try await runs.outcome(of: number).json()
    case .resume(let text):
      let number = try number(text)
      try await runs.goOnAgain(number)
      return try await show(number, runs)
    case .decide(let text, let decision):
      let number = try number(text)
      try await runs.decide(number, decision)
      return try await show(number, runs)
    case .reviews(let limit): return try await reviews(limit, runs)
    case .review(let text, let answer):
      let number = try number(text)
      var decision = try ReviewDecision(parsing: answer.decision)
      decision.reviewer = answer.reviewer
      try await runs.decide(number, review: answer.review, decision)
      return try await show(number, runs)
    case .send(let text, let letter):
      let number = try number(text)
      try await runs.send(number, mailbox: letter.mailbox, letter.message, from: letter.sender)
      return try await show(number, runs)
    case .replay(let text): return try await replay(number(text), runs)
    case .difference(let first, let second): return try await difference(number(first), number(second), runs)
    case .events(let wish):
      let events = try await runs.events(after: wish.after ?? 0, filter(wish))
      var json = JSONWriter()
      json.beginObject()
      json.member("events", events)
      json.endObject()
      return json.bytes
    }
  }

  private static func begin(_ request: RunRequest, _ runs: Runs) async throws(RoundhouseError) -> [UInt8] {
    let (workflow, input) = try work(request)
    var options = RunOptions()
    options.key = request.key
    if request.timeout > 0 { options.timeout = request.timeout }
    guard request.waits else { return try await show(runs.submit(workflow, input, options), runs) }
    return try await runs.perform(workflow, input, options).json()
  }

  private static func enqueue(_ request: RunRequest, _ runs: Runs) async throws(RoundhouseError) -> [UInt8] {
    let (workflow, input) = try work(request)
    var options = JobOptions()
    if !request.queue.isEmpty { options.queue = request.queue }
    (options.key, options.priority, options.delay) = (request.key, request.priority, request.delay)
    if let retries = request.retries { options.retry.retries = max(0, retries) }
    if request.timeout > 0 { options.timeout = request.timeout }
    return try await show(runs.enqueue(workflow, input, options), runs)
  }

  /// The workflow and its input: a document is carried out by the workflow of its kind, which is given both.
  private static func work(_ request: RunRequest) throws(RoundhouseError) -> (workflow: String, input: [UInt8]) {
    if request.document.isEmpty {
      guard let template = Templates.all.first(where: { $0.name == request.workflow }) else {
        return (request.workflow, request.input)
      }
      return (template.workflow, template.request(request.input.isEmpty ? nil : request.input))
    }
    // Read here, so that what is wrong with it is told before anything is written down.
    do throws(DocumentProblems) {
      let document = try PatternDocument(request.document)
      return (document.workflow, document.request(request.input))
    } catch {
      throw RoundhouseError(error)
    }
  }

  // MARK: What is told of them

  private static func list(_ search: RunSearch, _ runs: Runs) async throws(RoundhouseError) -> [UInt8] {
    var query = RunQuery()
    query.isNewestFirst = true
    query.limit = min(max(1, search.limit), 1000)
    query.workflow = search.workflow
    query.queue = search.queue ?? ""
    if !search.state.isEmpty {
      guard let state = RunState.allCases.first(where: { $0.name == search.state }) else {
        throw RoundhouseError(
          .badRequest, "\(search.state) is no state of a run",
          remedy: "write one of \(RunState.allCases.map(\.name).joined(separator: ", "))")
      }
      query.states = [state]
    }
    let records = try await runs.list(query).filter { search.queue == nil || !$0.job.queue.isEmpty }
    var json = JSONWriter()
    json.beginObject()
    json.member("runs", records)
    json.endObject()
    return json.bytes
  }

  private static func show(
    _ number: RunNumber, _ runs: Runs, isWhole: Bool = false
  ) async throws(RoundhouseError) -> [UInt8] {
    let (record, entries) = try await runs.details(of: number)
    var json = JSONWriter()
    json.beginObject()
    record.members(&json, isWhole: isWhole)
    json.key("steps")
    json.beginArray()
    for entry in entries { entry.write(to: &json, isWhole: isWhole) }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  private static func reviews(_ limit: Int, _ runs: Runs) async throws(RoundhouseError) -> [UInt8] {
    let open = try await runs.reviews(limit: min(max(1, limit), 1000))
    var json = JSONWriter()
    json.beginObject()
    json.member("reviews", open)
    json.key("statistics")
    runs.reviewStatistics.write(to: &json)
    json.endObject()
    return json.bytes
  }

  private static func replay(_ number: RunNumber, _ runs: Runs) async throws(RoundhouseError) -> [UInt8] {
    let replay = try await runs.replay(number)
    var json = JSONWriter()
    json.beginObject()
    json.member("same", replay.isSame)
    json.key("outcome")
    replay.outcome.write(to: &json)
    json.member("asked", replay.asked)
    json.member("unreached", replay.unreached)
    json.endObject()
    return json.bytes
  }

  private static func difference(
    _ first: RunNumber, _ second: RunNumber, _ runs: Runs
  ) async throws(RoundhouseError) -> [UInt8] {
    let difference = RunDifference(try await runs.details(of: first).1, try await runs.details(of: second).1)
    var json = JSONWriter()
    json.beginObject()
    json.key("differences")
    json.beginArray()
    for line in difference.lines {
      json.beginObject()
      json.member("step", line.key)
      json.member("change", line.change.text)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  private static func number(_ text: String) throws(RoundhouseError) -> RunNumber {
    guard let number = RunNumber(text) else {
      throw RoundhouseError(.badRequest, "'\(text)' is not a run's number", remedy: "see `roundhouse runs list`")
    }
    return number
  }
}

extension RunDifference.Change {
  fileprivate var text: String {
    switch self {
    case .onlyInFirst: "only in the first"
    case .onlyInSecond: "only in the second"
    case .status(let a, let b): "\(a) and \(b)"
    case .agent(let a, let b): "answered by \(a) and \(b)"
    case .input: "another input"
    case .output: "another output"
    }
  }
}
