extension Operation {
  /// Calls `body` with each node that this one needs, in the order of the source.
  func forEachPart(_ lists: [NodeID], _ body: (NodeID) -> Void) {
    switch self {
    case .identity, .constant, .document, .variable, .empty: break
    case .path(let a, _), .iterate(let a, _), .negate(let a), .array(let a), .function(_, let a), .raise(let a),
      .first(let a), .last(let a), .isEmpty(let a):
      body(a)
    case .index(let a, let b, _), .pipe(let a, let b), .binary(_, let a, let b), .and(let a, let b), .or(let a, let b),
      .alternative(let a, let b), .attempt(let a, let b), .bind(let a, _, let b), .function1(_, let a, let b),
      .mapValues(let a, let b), .keyed(_, let a, let b), .limit(let a, let b):
      body(a)
      body(b)
    case .slice(let a, let b, let c, _), .choice(let a, let b, let c), .test(let a, let b, let c),
      .quantify(_, let a, let b, let c):
      body(a)
      body(b)
      body(c)
    case .all(let list), .object(let list):
      for place in list.range { body(lists[place]) }
    }
  }
}
