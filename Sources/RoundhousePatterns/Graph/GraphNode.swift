package import RoundhouseModel
package import RoundhouseRuns

/// One place of a graph: what is done there, with what, and what its answer does to the state.
package struct GraphNode: Sendable {
  package var id: String
  package var work: GraphWork
  /// What is sent; nil for the state, or for what the node before has answered if there is no state.
  package var input: InputMapping?
  /// What becomes of the answer: values for members of the state, which their reducers bring in.
  package var update: [(member: String, value: InputMapping)]
  package var retry = Retry.never
  /// For all attempts and the waits between them; nil for no limit but the graph's.
  package var timeout: Nanoseconds?
  /// What a repeat after a crash may do.
  package var repeats = Step.Repeats.idempotent
  /// The node where it goes on after a failure, or `end`; nil makes the graph fail.
  package var onError: String?
  /// nil takes the graph's.
  package var maxVisits: Int?

  package init(
    _ id: String, _ work: GraphWork, input: InputMapping? = nil, update: [(member: String, value: InputMapping)] = []
  ) {
    self.id = id
    self.work = work
    self.input = input
    self.update = update
  }
}
