internal import RoundhouseModel

/// The nodes of a graph by their places, and the ways between them.
struct GraphRoutes {
  struct Way {
    /// nil always holds.
    let condition: GraphCondition?
    /// Places; none for the end.
    let to: [Int]
  }

  /// Per place, in order.
  private(set) var ways: [[Way]]
  /// Per place, where it goes on after a failure; nil for nowhere.
  private(set) var afterFailure: [[Int]?]
  let start: Int
  let shape: GraphShape

  /// - Throws: `badRequest` for a graph made in Swift in which something is wrong; documents are checked when they are
  ///   read.
  init(_ graph: Graph) throws(RoundhouseError) {
    var places: [String: Int] = [:]
    for (place, node) in graph.nodes.enumerated() where places.updateValue(place, forKey: node.id) != nil {
      throw .graph("two nodes of \(graph.id) are called \(node.id)", "give each its own id")
    }
    func find(_ id: String, _ from: String) throws(RoundhouseError) -> [Int] {
      if id == Graph.end { return [] }
      if let place = places[id] { return [place] }
      throw .graph("\(from) of \(graph.id) leads to \(id), which is no node", "name one of its nodes, or \(Graph.end)")
    }
    ways = graph.nodes.map { _ in [] }
    afterFailure = []
    for edge in graph.edges {
      guard let place = places[edge.from] else {
        throw .graph("an edge of \(graph.id) comes from \(edge.from), which is no node", "name one of its nodes")
      }
      var to: [Int] = []
      for id in edge.to { to += try find(id, edge.from) }
      if ways[place].last.map({ $0.condition == nil }) == true {
        throw .graph("an edge of \(edge.from) is never taken", "put it before the one without a condition")
      }
      ways[place].append(Way(condition: edge.condition, to: to))
    }
    for (place, node) in graph.nodes.enumerated() {
      afterFailure.append(try node.onError.map { id throws(RoundhouseError) in try find(id, node.id) })
      guard let last = ways[place].last, last.condition != nil else { continue }
      throw .graph("all edges of \(node.id) have conditions", "add one without, for all else")
    }
    guard let start = places[graph.start] else {
      throw .graph("\(graph.id) begins with \(graph.start), which is no node", "name one of its nodes")
    }
    self.start = start
    shape = GraphShape(
      graph.nodes.indices.map { [ways, afterFailure] place in
        ways[place].flatMap(\.to) + (afterFailure[place] ?? [])
      }, start: start)
  }
}

extension RoundhouseError {
  fileprivate static func graph(_ message: String, _ remedy: String) -> RoundhouseError {
    RoundhouseError(.badRequest, message, remedy: remedy)
  }
}
