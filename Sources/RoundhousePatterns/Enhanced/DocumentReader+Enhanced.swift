internal import RoundhouseModel
internal import RoundhouseRuns

extension DocumentReader {
  private static let completeKeys = [
    "maxRetries", "retryStrategy", "baseDelay", "reviewTimeoutMinutes", "confidenceThreshold", "options", "scoredBy",
    "parallel", "generate", "review", "apply",
  ]
  private static let enhancedKeys = [
    "id", "variant", "audit", "reflect", "retrieve", "finalize", "name", "description", "pattern",
  ]
  private static let stateReads = ["input", "state"]

  /// An enhanced workflow, or its basic variant.
  mutating func enhanced(_ root: JSONNode) -> EnhancedDocument? {
    guard let object = ManifestObject(root, keys: Self.enhancedKeys + Self.completeKeys, &problems) else { return nil }
    var document = EnhancedDocument()
    document.id = object.text("id", Self.idRule, &problems) ?? document.id
    document.variant = object.choice("variant", &problems, as: EnhancedDocument.Variant.self) ?? .complete
    document.audit = stage("audit", object, usual: "audit.log")
    document.memory = MemoryManager(
      store: stage("reflect", object, usual: "memory.store") ?? document.memory.store,
      retrieve: stage("retrieve", object, usual: "memory.retrieve") ?? document.memory.retrieve)
    document.finalize = stage("finalize", object, usual: "finalize")
    if document.variant == .basic {
      document.moment = .never
      document.errorRecovery.defaultStrategy = .noRetry
      refuseComplete(object)
    } else {
      readComplete(&document, object)
    }
    return document
  }

  private mutating func refuseComplete(_ object: ManifestObject) {
    for key in Self.completeKeys {
      guard let node = object[key] else { continue }
      problems.add(
        node, rule: "\"\(key)\" is for the complete variant, and this one is basic",
        remedy: "write \"variant\": \"complete\", or take it out")
    }
  }

  private mutating func readComplete(_ document: inout EnhancedDocument, _ object: ManifestObject) {
    let recovery = document.errorRecovery
    document.errorRecovery.maxRetries =
      object.integer("maxRetries", in: 0...Retry.most, example: 3, &problems) ?? recovery.maxRetries
    document.errorRecovery.defaultStrategy =
      object.choice("retryStrategy", &problems, as: ErrorRecovery.Strategy.self) ?? recovery.defaultStrategy
    if let delay = object.integer("baseDelay", in: 0...3_600_000, example: 1000, &problems) {
      document.errorRecovery.baseDelay = .milliseconds(UInt64(delay))
    }
    document.confidenceThreshold =
      object.number("confidenceThreshold", in: 0...1, &problems) ?? document.confidenceThreshold
    document.scoredBy = stage("scoredBy", object, usual: "route.score")
    if object["options"] != nil {
      document.options = routingOptions(object, isScored: object["scoredBy"] != nil, reads: Self.stateReads)
    }
    document.parallel = parallelTasks(object)
    document.generate = stage("generate", object, usual: "text.write")
    document.apply = stage("apply", object, usual: "feedback.apply")
    readReview(&document, object)
  }

  private mutating func readReview(_ document: inout EnhancedDocument, _ object: ManifestObject) {
    if let minutes = object.integer("reviewTimeoutMinutes", in: 1...43_200, example: 60, &problems) {
      document.review.timeout = .seconds(60 * UInt64(minutes))
    }
    guard let node = object["review"] else { return }
    if node.kind == .string {
      document.moment = object.choice("review", &problems, as: ReviewMoment.self) ?? document.moment
      return
    }
    let timeout = document.review.timeout
    document.review = review(node, hasReason: false, also: ["when"])
    if node["timeout"] == nil { document.review.timeout = timeout }
    let moment = node["when"]?.string.flatMap { ReviewMoment(rawValue: $0) }
    if let word = node["when"], moment == nil {
      let words = ReviewMoment.allCases.map(\.rawValue)
      problems.add(
        word, expected: "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))",
        remedy: word.string.flatMap { Spelling.nearest(to: $0, among: words) }.map { "did you mean \"\($0)\"?" }
          ?? "choose one, such as \"always\"")
    }
    document.moment = moment ?? document.moment
  }

  private mutating func parallelTasks(_ object: ManifestObject) -> [EnhancedDocument.Task] {
    var tasks: [EnhancedDocument.Task] = []
    for node in object.array("parallel", of: "calls", count: 1...100, &problems) ?? [] {
      guard let object = ManifestObject(node, keys: ["id"] + Self.callKeys, &problems) else { continue }
      if object["id"] == nil {
        problems.addMissing("id", in: node, expected: "a string", remedy: "give the call a name for its result")
      }
      let id = object.text("id", Self.idRule, &problems) ?? ""
      if !id.isEmpty, tasks.contains(where: { $0.id == id }) {
        problems.add(
          object["id"] ?? node, expected: "an id of its own", found: "\"\(id)\" again", remedy: "rename one of the two")
      }
      if let call = namedCall(object, usual: id) { tasks.append(.init(id: id, call: call)) }
    }
    return tasks
  }

  /// - Returns: nil if it is not there.
  private mutating func stage(_ key: String, _ object: ManifestObject, usual: String) -> AgentCall? {
    object.object(key, keys: Self.callKeys, &problems).flatMap { namedCall($0, usual: usual) }
  }

  private mutating func namedCall(_ object: ManifestObject, usual: String) -> AgentCall? {
    if let call = call(object, usual: usual, reads: Self.stateReads) { return call }
    if ["agentId", "capability", "action"].allSatisfy({ object[$0] == nil }) {
      problems.add(
        object.node, rule: "it names neither an agent nor a capability nor an action",
        remedy: "add \"capability\": \"\(usual.isEmpty ? "text.echo" : usual)\"")
    }
    return nil
  }
}
