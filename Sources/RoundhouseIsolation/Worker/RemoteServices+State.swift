internal import RoundhouseLoading
internal import RoundhouseModel

// Key-value state and calls to other capabilities. The host looks after permission, scope, deadline and depth, from the
// call in which they are asked.
extension RemoteServices {
  func stateGet(
    _ key: String, _ scope: StateScope, call token: UInt64,
    _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    var head = FrameHead(.stateGet)
    head.first = core.current(token)
    head.number = UInt32(bitPattern: scope.rawValue)
    try core.ask(head, texts: Array(key.utf8)) { answer in
      if let error = answer.error { return done(.failure(error)) }
      let isAbsent = answer.head.has(FrameFlag.absent)
      done(.success(isAbsent ? nil : StateValue(bytes: answer.payload, version: answer.version)))
    }
  }

  func stateCommit(
    _ operations: [ScopedOperation], call token: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    var head = FrameHead(.stateCommit)
    head.first = core.current(token)
    try core.ask(head, payload: OperationCoding.bytes(operations)) { answer in
      done(answer.error.map { .failure($0) } ?? .success(answer.version))
    }
  }

  func call(
    _ outgoing: OutgoingCall, parent token: UInt64,
    _ done: @escaping @Sendable (Result<Payload, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    try admit(outgoing, token)
    var head = FrameHead(.call)
    head.first = core.current(token)
    head.number = outgoing.version
    head.second = outgoing.timeout
    let texts = [outgoing.capability, outgoing.contentType, outgoing.agent, outgoing.idempotencyKey]
    try core.ask(head, payload: outgoing.payload, texts: FrameTexts.bytes(texts)) { answer in
      done(answer.error.map { .failure($0) } ?? .success(Payload(answer)))
    }
  }
}

extension RemoteServices {
  /// The host's own rules, so that what it would refuse is refused at once, as in its own process.
  private func admit(_ outgoing: OutgoingCall, _ token: UInt64) throws(RoundhouseError) {
    guard Permissions.matches(outgoing.capability, core.order.mayCall) else {
      throw RoundhouseError(
        .permissionDenied, "\(agent) may not call \(outgoing.capability)",
        remedy: "add it to permissions.call in its manifest", capability: outgoing.capability)
    }
    let depth = (CallTable.context(of: token)?.depth ?? 0) + 1
    guard depth > core.order.depth else { return }
    throw RoundhouseError(.conflict, "\(depth) calls stand above one another, which looks like a circle")
  }
}

extension Payload {
  /// What another capability has answered.
  fileprivate init(_ answer: Questions.Answer) {
    let words = FrameTexts.read(answer.texts, count: 3) ?? ["", "", ""]
    var usage = Usage()
    usage.inputTokens = answer.head.second
    usage.outputTokens = answer.head.third
    usage.costMicros = answer.head.fourth
    usage.confidence = Double(bitPattern: answer.head.first)
    self.init(bytes: answer.payload, contentType: words[0], usage: usage)
  }
}
