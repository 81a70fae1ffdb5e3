internal import RoundhouseModel
internal import RoundhouseRuns

/// One graph on its way through its nodes. A visit is three records: that the node was begun, what was done there, and what
/// came of it.
struct GraphExecution: Sendable {
  /// Grows with whatever changes the records of a visit.
  static let version = 1

  private let graph: Graph
  private let input: [UInt8]
  private let routes: GraphRoutes
  private let beginning: GraphState
  /// Milliseconds since 1970, as the run has recorded it.
  private let began: Int64

  /// - Throws: `.step` with `badRequest` if the graph was made in Swift and something is wrong with it, or what its
  ///   state begins with is not of its type.
  init(_ graph: Graph, _ input: [UInt8], on run: Run) throws(RunError) {
    self.graph = graph
    self.input = input
    do throws(RoundhouseError) {
      routes = try GraphRoutes(graph)
      beginning = try GraphState(graph.members, input: input)
    } catch {
      throw .step(StepFailure(key: graph.id, error: error))
    }
    began = max(try run.now(), run.setGoing)
  }

  /// Carries the graph out. What fails in it is in the result; only what ends the run is thrown.
  func result(on run: Run) async throws(RunError) -> GraphResult {
    var line = GraphLine(beginning, places: graph.nodes.count)
    line.arrivals = [GraphToken(place: routes.start, arrivals: [])]
    while !line.arrivals.isEmpty, line.stop == nil {
      let tokens = line.arrivals.sorted { $0.place < $1.place }
      let ready = routes.shape.ready(among: tokens.map(\.place))
      line.arrivals.removeAll { ready.contains($0.place) }
      for ended in try await lines(from: tokens, ready, line.continuation, run) { line.join(ended) }
    }
    let result = GraphResult(graph, input, line)
    return result.lasting(try run.tellEnd(of: result) - began)
  }

  // MARK: Lines

  /// Those that may go on do so, beside one another if there are several, each as far as it can without the others.
  private func lines(
    from tokens: [GraphToken], _ ready: [Int], _ line: GraphLine, _ run: Run
  ) async throws(RunError) -> [GraphLine] {
    let going = tokens.filter { ready.contains($0.place) }
    let places = tokens.map(\.place)
    if going.count == 1 { return [try await walk(going[0], places, line, run)] }
    let branches = going.map { token in
      Branch(graph.nodes[token.place].id) { run, _ in try await self.walk(token, places, line, run) }
    }
    let outcomes = try await run.branches("beside", branches)
    if let error = outcomes.errors.values.first { throw error }
    return branches.compactMap { outcomes.results[$0.id] }
  }

  /// - Parameter places: where the graph stands altogether, this line included.
  private func walk(
    _ token: GraphToken, _ places: [Int], _ line: GraphLine, _ run: Run
  ) async throws(RunError) -> GraphLine {
    let others = places.filter { $0 != token.place }
    var (token, line) = (token, line)
    while true {
      let next = try await visit(token, &line, run)
      guard next.count == 1, line.stop == nil, !others.contains(where: { canMeet($0, next[0]) }) else {
        line.arrivals = next
        return line
      }
      token = next[0]
    }
  }

  private func canMeet(_ other: Int, _ token: GraphToken) -> Bool {
    other == token.place || routes.shape.leads(from: other, to: token.place)
  }

  // MARK: Visits

  /// - Returns: where it goes on; nowhere at the end, and if the line has stopped.
  private func visit(
    _ token: GraphToken, _ line: inout GraphLine, _ run: Run
  ) async throws(RunError) -> [GraphToken] {
    let node = graph.nodes[token.place]
    let view = view(token, line)
    line.stop = limit(view, node, line)
    if line.stop != nil { return [] }
    let start = max(try run.tellBegun(graph, view), run.setGoing)
    let left = timeLeft(start)
    guard left > 0 else {
      line.stop = GraphStop(.timeout, isOver(node))
      return []
    }
    let key = view.visit == 1 ? node.id : "\(node.id)@\(view.visit)"
    var outcome = try await NodeWork(node: node, key: key, left: left).outcome(view, run)
    let departure = departure(from: token.place, view, &outcome)
    var visit = GraphVisit(node: node.id, place: token.place, number: view.visit, outcome: outcome)
    visit.next = departure.to.map { graph.nodes[$0].id }
    visit.outcome.duration = max(0, try run.tellEnded(graph, visit, departure) - start)
    line.add(visit, departure)
    if let failure = outcome.failure, routes.afterFailure[token.place] == nil {
      let isOver = failure.error.code == .deadlineExceeded && left < node.timeout ?? .max
      line.stop = GraphStop(isOver ? .timeout : .failed, failure)
    }
    return departure.to.map { place in
      GraphToken(place: place, arrivals: [.init(from: node.id, output: outcome.data, failure: outcome.failure)])
    }
  }

  private func view(_ token: GraphToken, _ line: GraphLine) -> GraphView {
    var view = GraphView(input: input, state: line.state)
    view.node = graph.nodes[token.place].id
    view.visit = line.visits[token.place] + 1
    view.previous = token.previous(input)
    view.failure = token.arrivals.lazy.compactMap(\.failure).first
    return view
  }

  /// What follows from an answer, or from a failure, which may come of the answer.
  private func departure(from place: Int, _ view: GraphView, _ outcome: inout StepOutcome) -> GraphDeparture {
    if outcome.state == .completed {
      var view = view
      view.output = outcome.data
      do throws(RoundhouseError) {
        return try GraphDeparture(graph.nodes[place], view, routes.ways[place])
      } catch {
        outcome = .failed(StepFailure(key: view.node, error: error))
      }
    }
    return GraphDeparture(view.state, to: routes.afterFailure[place] ?? [])
  }

  // MARK: Bounds

  /// What was ended by a bound has not failed of a step: set going again, it does none anew.
  private var noStep: String { "graph:\(graph.id)" }

  private func limit(_ view: GraphView, _ node: GraphNode, _ line: GraphLine) -> GraphStop? {
    let most = node.maxVisits ?? graph.maxVisits
    if view.visit > most {
      return GraphStop(.limit, exceeded("\(node.id) was visited as often as it may be: \(most)", "maxVisits"))
    }
    if line.visits.reduce(0, +) >= graph.maxSteps {
      return GraphStop(.limit, exceeded("\(graph.id) has made all of its steps: \(graph.maxSteps)", "maxSteps"))
    }
    return nil
  }

  private func exceeded(_ message: String, _ bound: String) -> StepFailure {
    StepFailure(
      key: noStep,
      error: RoundhouseError(
        .budgetExceeded, message, remedy: "let an edge lead out of the circle sooner, or raise \(bound)"))
  }

  /// Nanoseconds; `.max` for a graph without a limit, 0 if its time is over.
  private func timeLeft(_ now: Int64) -> Nanoseconds {
    guard let whole = graph.timeout else { return .max }
    let spent = Nanoseconds.milliseconds(UInt64(max(0, now - began)))
    return whole - min(whole, spent)
  }

  private func isOver(_ node: GraphNode) -> StepFailure {
    StepFailure(
      key: noStep,
      error: RoundhouseError(
        .deadlineExceeded, "\(node.id) was not begun, because the time of \(graph.id) is over",
        remedy: "give the graph a longer timeout, or look at its slowest node"))
  }
}
