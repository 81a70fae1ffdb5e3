internal import RoundhouseModel

/// A node while its graph is read.
struct NodeDraft {
  let json: JSONNode
  var node: GraphNode
}
