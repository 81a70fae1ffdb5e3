internal import RoundhouseLoading
internal import RoundhouseModel

// The worker's questions: what an agent of this process would get by a function of the host's table.
extension WorkerInstance {
  func serve(_ kind: FrameKind, _ head: FrameHead, _ payload: [UInt8], _ texts: [UInt8]) {
    let number = head.call
    do throws(RoundhouseError) {
      guard life.beginQuestion() else {
        throw RoundhouseError(.overloaded, "too many questions at once", remedy: "wait for their answers")
      }
      switch kind {
      case .stateGet: try get(head, texts)
      case .stateCommit: try commit(head, payload)
      case .call: try call(head, payload, texts)
      case .announce:
        try services.announce(payload)
        answer(number)
      default:
        try services.withdraw(String(decoding: texts.prefix(256), as: UTF8.self))
        answer(number)
      }
    } catch {
      answer(number, error)
    }
  }

  private func get(_ head: FrameHead, _ texts: [UInt8]) throws(RoundhouseError) {
    guard let scope = StateScope(rawValue: Int32(bitPattern: head.number)) else { throw Self.senseless }
    let key = String(decoding: texts.prefix(4096), as: UTF8.self)
    try services.stateGet(key, scope, call: head.first) { [self] result in
      switch result {
      case .success(let value?): answer(head.call, version: value.version, payload: value.bytes)
      case .success(nil): answer(head.call, flags: FrameFlag.absent)
      case .failure(let error): answer(head.call, error)
      }
    }
  }

  private func commit(_ head: FrameHead, _ payload: [UInt8]) throws(RoundhouseError) {
    guard let operations = OperationCoding.operations(payload) else { throw Self.senseless }
    try services.stateCommit(operations, call: head.first) { [self] result in
      switch result {
      case .success(let version): answer(head.call, version: version)
      case .failure(let error): answer(head.call, error)
      }
    }
  }

  private func call(_ head: FrameHead, _ payload: [UInt8], _ texts: [UInt8]) throws(RoundhouseError) {
    guard let words = FrameTexts.read(texts, count: 4), words[0].utf8.count <= 256 else { throw Self.senseless }
    let outgoing = OutgoingCall(
      capability: words[0], version: head.number, payload: payload, contentType: words[1], timeout: head.second,
      agent: words[2], idempotencyKey: words[3])
    try services.call(outgoing, parent: head.first) { [self] result in
      switch result {
      case .success(let payload): answer(head.call, payload)
      case .failure(let error): answer(head.call, error)
      }
    }
  }

  private static var senseless: RoundhouseError { RoundhouseError(.badRequest, "the request makes no sense") }

  // MARK: Answering

  private func answer(_ number: UInt64, version: UInt64 = 0, payload: [UInt8] = [], flags: UInt16 = 0) {
    var head = FrameHead(.answer, call: number)
    head.first = version
    head.flags = flags
    send(head, payload, [])
  }

  private func answer(_ number: UInt64, _ payload: Payload) {
    var head = FrameHead(.answer, call: number)
    head.first = payload.usage.confidence.bitPattern
    (head.second, head.third, head.fourth) = (
      payload.usage.inputTokens, payload.usage.outputTokens, payload.usage.costMicros
    )
    send(head, payload.bytes, FrameTexts.bytes([payload.contentType, "", ""]))
  }

  private func answer(_ number: UInt64, _ error: RoundhouseError) {
    var head = FrameHead(.answer, call: number)
    head.status = StatusCode.status(of: error.code)
    if error.isRetryable { head.flags |= FrameFlag.retryable }
    if !error.hasStarted { head.flags |= FrameFlag.notStarted }
    let code = error.agentCode.isEmpty ? error.code.rawValue : error.agentCode
    send(head, [], FrameTexts.bytes(["", code, error.description]))
  }

  private func send(_ head: FrameHead, _ payload: [UInt8], _ texts: [UInt8]) {
    life.endQuestion()
    // A ring that is full of unread answers is a worker that does not read: it is ended for that.
    _ = channel.send(head, payload: payload, texts: texts)
  }
}
