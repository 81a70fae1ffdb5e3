extension Program {
  /// What the nodes that are reached read; a node that others were built upon, such as `.a` of `.a.b`, is not reached.
  var references: [ExpressionReference] {
    var found: [ExpressionReference] = []
    var seen: Set<ExpressionReference> = []
    var pending = [root]
    while let node = pending.popLast() {
      if case .document(let document, let path) = nodes[node].operation {
        let reference = reference(document, path)
        if seen.insert(reference).inserted { found.append(reference) }
      }
      var parts: [NodeID] = []
      nodes[node].operation.forEachPart(lists) { parts.append($0) }
      pending.append(contentsOf: parts.reversed())
    }
    return found
  }

  private func reference(_ document: Int, _ path: Steps) -> ExpressionReference {
    ExpressionReference(
      variable: document == 0 ? nil : variables[document - 1],
      path: steps[path.range].map { step in
        switch step.target {
        case .key(let key): .key(keys[key])
        case .place(let place): .place(place)
        }
      })
  }
}
