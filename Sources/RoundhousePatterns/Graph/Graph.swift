package import RoundhouseModel

/// Nodes, the edges between them, and the state that they share: what circles, branches and meets again, for seconds or
/// for days. Seed 001's complex orchestration, which it leaves to LangGraph.
///
/// A node is carried out when the way has come to it. Of its edges the first that holds is taken; one that leads to several
/// nodes sends as many lines on their way beside one another. Where ways meet, a node waits for all that can still come
/// to it without going back, and what each line did to the state is brought in in the order of the document: a graph comes
/// to the same whichever line was faster.
package struct Graph: Sendable {
  package var id: String
  package var nodes: [GraphNode]
  package var edges: [GraphEdge]
  /// The id of the node with which it begins.
  package var start: String
  /// What the state consists of; none for a graph without one.
  package var members: [StateMember]
  /// How often one node may be visited, unless it says otherwise. What circles ends.
  package var maxVisits = Graph.usualVisits
  /// How many visits there may be altogether.
  package var maxSteps = Graph.usualSteps
  /// For the whole; nil for no limit.
  package var timeout: Nanoseconds?
  /// What it comes to in the end; nil for its state, or the last node's answer if there is no state.
  package var output: InputMapping?

  /// Where an edge leads that leads to no node.
  package static let end = "end"
  package static let usualVisits = 10
  package static let usualSteps = 100

  package init(
    _ id: String, state members: [StateMember] = [], nodes: [GraphNode], edges: [GraphEdge], start: String? = nil
  ) {
    self.id = id
    self.members = members
    self.nodes = nodes
    self.edges = edges
    self.start = start ?? nodes.first?.id ?? ""
  }
}
