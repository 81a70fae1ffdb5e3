package import RoundhouseModel
package import RoundhouseRuns

/// What is done at a node.
package indirect enum GraphWork: Sendable {
  /// An agent is asked.
  case call(CallTarget)
  /// A graph of its own, with a state of its own: what goes in is its input, what it comes to is the answer.
  case graph(Graph)
  /// A document of any other kind, carried out as a run of its own, which this one waits for.
  case document(PatternDocument)
  /// A person looks at the node's input, which takes the place of the request's content, and decides.
  case review(ReviewRequest)
  /// A time is waited for, hours or days, without a thread; a restart does not lengthen it.
  case sleep(Nanoseconds)
  /// Swift code, with a line of steps of its own. What it does outside of its run must be the same in every life.
  case code(@Sendable (Run, GraphView) async throws -> [UInt8])
  /// Nothing: the input is the answer. Where ways meet, or part, or the state is changed.
  case nothing
}
