internal import RoundhouseModel

/// One line of a graph from one node on: what it saw, what it did, and where it stopped.
struct GraphLine: Sendable {
  /// As this line sees it.
  private(set) var state: GraphState
  /// What it gave to the state, in order.
  private(set) var updates: [StateUpdate] = []
  /// Per place, those of earlier lines included.
  private(set) var visits: [Int]
  private(set) var path: [GraphVisit] = []
  /// Where it wants to go on.
  var arrivals: [GraphToken] = []
  /// The last answer.
  private(set) var output = StepOutcome.null
  var stop: GraphStop?

  init(_ state: GraphState, places: Int) {
    self.state = state
    visits = Array(repeating: 0, count: places)
  }

  /// One that goes on from here and has done nothing yet.
  var continuation: GraphLine {
    var line = self
    (line.updates, line.path, line.arrivals) = ([], [], [])
    return line
  }

  /// What a visit came to, and the state after it.
  mutating func add(_ visit: GraphVisit, _ departure: GraphDeparture) {
    visits[visit.place] += 1
    path.append(visit)
    state = departure.state
    updates += departure.updates
    output = visit.outcome.data
  }

  /// What another line has done comes behind what this one has.
  mutating func join(_ other: GraphLine) {
    for update in other.updates { state.apply(update) }
    for visit in other.path { visits[visit.place] += 1 }
    path += other.path
    output = other.output
    stop = stop ?? other.stop
    for token in other.arrivals {
      if let known = arrivals.firstIndex(where: { $0.place == token.place }) {
        arrivals[known].join(token)
      } else {
        arrivals.append(token)
      }
    }
  }
}
