internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let routingKeys = [
    "id", "options", "scoredBy", "threshold", "below", "default", "review", "onFailure", "name", "description",
    "pattern",
  ]

  /// Routes to choose from.
  mutating func routing(_ root: JSONNode) -> RoutingDocument? {
    guard let object = ManifestObject(root, keys: Self.routingKeys, &problems) else { return nil }
    let scorer = object.object("scoredBy", keys: Self.callKeys, &problems)
    let isScored = object["scoredBy"] != nil
    var document = RoutingDocument(
      id: object.text("id", Self.idRule, &problems) ?? RoutingDocument.kind,
      options: routingOptions(object, isScored: isScored, reads: ["input"]))
    if let scorer {
      document.scoredBy = call(scorer, usual: "route.score", reads: ["input"])
      if document.scoredBy == nil {
        problems.add(
          scorer.node, rule: "it names neither an agent nor a capability nor an action",
          remedy: "add \"capability\": \"route.score\"")
      }
    }
    document.threshold = object.number("threshold", in: 0...1, &problems) ?? document.threshold
    document.below = object.choice("below", &problems, as: LowConfidencePolicy.self) ?? .warn
    document.onFailure = object.choice("onFailure", &problems, as: RoutingDocument.OnFailure.self) ?? .stop
    document.standard = standard(object, document)
    if let node = object["review"] { document.review = review(node, hasReason: false) }
    return document
  }

  /// - Parameters:
  ///   - isScored: whether somebody says how sure they are that do not say it themselves.
  ///   - names: what expressions may read.
  mutating func routingOptions(_ object: ManifestObject, isScored: Bool, reads names: [String]) -> [RoutingOption] {
    guard object["options"] != nil else {
      problems.addMissing(
        "options", in: object.node, expected: "an array of routes",
        remedy: "add \"options\": [{ \"id\": \"a\", \"confidence\": 0.8, \"capability\": \"text.echo\" }]")
      return []
    }
    var options: [RoutingOption] = []
    for node in object.array("options", of: "routes", count: 1...100, &problems) ?? [] {
      guard let option = routingOption(node, isScored: isScored, reads: names) else { continue }
      if options.contains(where: { $0.id == option.id }) {
        problems.add(
          node["id"] ?? node, expected: "an id of its own", found: "\"\(option.id)\" again",
          remedy: "rename one of the two")
      }
      options.append(option)
    }
    return options
  }

  private mutating func routingOption(_ node: JSONNode, isScored: Bool, reads names: [String]) -> RoutingOption? {
    guard let object = ManifestObject(node, keys: ["id", "confidence"] + Self.callKeys, &problems) else { return nil }
    let id = object.text("id", Self.idRule, &problems)
    if object["id"] == nil {
      problems.addMissing("id", in: node, expected: "a string", remedy: "give the route an id of its own")
    }
    var option = RoutingOption(id: id ?? "")
    option.call = call(object, usual: option.id, reads: names)
    if let node = object["confidence"] {
      if node["$"] == nil { _ = object.number("confidence", in: 0...1, &problems) }
      option.confidence = mapping(node, reads: names, nil)
    } else if !isScored {
      problems.addMissing(
        "confidence", in: node, expected: "a number from 0 to 1",
        remedy: "add it, or an expression { \"$\": \".input.score\" }, or let \"scoredBy\" say it")
    }
    return id == nil ? nil : option
  }

  private mutating func standard(_ object: ManifestObject, _ document: RoutingDocument) -> String? {
    let ids = document.options.map(\.id)
    guard let name = object.text("default", &problems), let node = object["default"] else {
      if document.below == .default, object["default"] == nil {
        problems.addMissing(
          "default", in: object.node, expected: "the route below the threshold",
          remedy: "add \"default\": \"\(ids.first ?? "…")\"")
      }
      return nil
    }
    if !ids.contains(name) {
      problems.add(
        node, expected: "the id of a route",
        remedy: Spelling.nearest(to: name, among: ids).map { "did you mean \"\($0)\"?" }
          ?? "choose one of \(ids.joined(separator: ", "))")
    }
    return name
  }
}
