internal import RoundhouseModel
internal import RoundhouseRuns

/// Where a graph stands: a node that is to be visited next, and what has led there.
struct GraphToken: Sendable {
  struct Arrival: Sendable {
    let from: String
    let output: [UInt8]
    let failure: StepFailure?
  }

  let place: Int
  /// In the order in which they came; none at the start.
  private(set) var arrivals: [Arrival]

  init(place: Int, arrivals: [Arrival]) {
    self.place = place
    self.arrivals = arrivals
  }

  /// The same place was come to on other ways. A node that has come before counts with what it said last.
  mutating func join(_ other: GraphToken) {
    arrivals.removeAll { known in other.arrivals.contains { $0.from == known.from } }
    arrivals += other.arrivals
  }

  /// What the nodes before have answered: the answer of one, those of several by id.
  /// - Parameter input: the graph's, which stands there at the start.
  func previous(_ input: [UInt8]) -> [UInt8] {
    switch arrivals.count {
    case 0: return input
    case 1: return arrivals[0].output
    default:
      var json = JSONWriter()
      json.beginObject()
      for arrival in arrivals { json.member(arrival.from, raw: arrival.output) }
      json.endObject()
      return json.bytes
    }
  }
}
