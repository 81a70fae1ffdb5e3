internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

// The worker's questions: what an agent of this process would get by a function of the host's table.
extension WorkerInstance {
  /// A question and whose it is: the next process numbers its own alike.
  private struct Question: Sendable {
    let number: UInt64
    let process: UInt64
  }

  /// The calling thread is the reader.
  func serve(_ kind: FrameKind, _ head: FrameHead, _ payload: [UInt8], _ texts: [UInt8]) {
    guard let process = channel.link.pointee?.process else { return }
    let question = Question(number: head.call, process: process)
    do throws(RoundhouseError) {
      guard life.beginQuestion() else { throw Self.tooMany }
      switch kind {
      case .stateGet: try get(question, head, texts)
      case .stateCommit: try commit(question, head, payload)
      case .call: try call(question, head, payload, texts)
      case .announce:
        try services.announce(payload)
        answer(question)
      default:
        try services.withdraw(String(decoding: texts.prefix(256), as: UTF8.self))
        answer(question)
      }
    } catch {
      refuse(question, error)
    }
  }

  /// A question that was not looked at, because there are many already. The calling thread is the reader.
  func refuseAsTooMany(_ head: FrameHead) {
    guard let process = channel.link.pointee?.process else { return }
    _ = life.beginQuestion()
    refuse(Question(number: head.call, process: process), Self.tooMany)
  }

  private func refuse(_ question: Question, _ error: RoundhouseError) {
    if error.code == .overloaded, life.isFlood(platform_now()) {
      life.kill("it went on asking although \(WorkerLife.refusalLimit) questions within a second were refused")
    }
    answer(question, error)
  }

  private static var tooMany: RoundhouseError {
    RoundhouseError(.overloaded, "too many questions at once", remedy: "wait for their answers")
  }

  /// A question whose payload did not come. The calling thread is the reader.
  func refuse(_ head: FrameHead) {
    guard let process = channel.link.pointee?.process else { return }
    _ = life.beginQuestion()
    answer(Question(number: head.call, process: process), Self.senseless)
  }

  private func get(_ question: Question, _ head: FrameHead, _ texts: [UInt8]) throws(RoundhouseError) {
    guard let scope = StateScope(rawValue: Int32(bitPattern: head.number)) else { throw Self.senseless }
    let key = String(decoding: texts.prefix(4096), as: UTF8.self)
    try services.stateGet(key, scope, call: head.first) { [self] result in
      switch result {
      case .success(let value?): answer(question, version: value.version, payload: value.bytes)
      case .success(nil): answer(question, flags: FrameFlag.absent)
      case .failure(let error): answer(question, error)
      }
    }
  }

  private func commit(_ question: Question, _ head: FrameHead, _ payload: [UInt8]) throws(RoundhouseError) {
    guard let operations = OperationCoding.operations(payload) else { throw Self.senseless }
    try services.stateCommit(operations, call: head.first) { [self] result in
      switch result {
      case .success(let version): answer(question, version: version)
      case .failure(let error): answer(question, error)
      }
    }
  }

  private func call(
    _ question: Question, _ head: FrameHead, _ payload: [UInt8], _ texts: [UInt8]
  ) throws(RoundhouseError) {
    guard let words = FrameTexts.read(texts, count: 4), words[0].utf8.count <= 256 else { throw Self.senseless }
    let outgoing = OutgoingCall(
      capability: words[0], version: head.number, payload: payload, contentType: words[1], timeout: head.second,
      agent: words[2], idempotencyKey: words[3])
    try services.call(outgoing, parent: head.first) { [self] result in
      switch result {
      case .success(let payload): answer(question, payload)
      case .failure(let error): answer(question, error)
      }
    }
  }

  private static var senseless: RoundhouseError { RoundhouseError(.badRequest, "the request makes no sense") }

  // MARK: Answering

  private func answer(_ question: Question, version: UInt64 = 0, payload: [UInt8] = [], flags: UInt16 = 0) {
    var head = FrameHead(.answer, call: question.number)
    head.first = version
    head.flags = flags
    send(.init(head: head, payload: payload, texts: [], process: question.process))
  }

  private func answer(_ question: Question, _ payload: Payload) {
    var head = FrameHead(.answer, call: question.number)
    head.first = payload.usage.confidence.bitPattern
    (head.second, head.third, head.fourth) = (
      payload.usage.inputTokens, payload.usage.outputTokens, payload.usage.costMicros
    )
    let texts = FrameTexts.bytes([payload.contentType, "", ""])
    send(.init(head: head, payload: payload.bytes, texts: texts, process: question.process))
  }

  private func answer(_ question: Question, _ error: RoundhouseError) {
    var head = FrameHead(.answer, call: question.number)
    head.status = StatusCode.status(of: error.code)
    if error.isRetryable { head.flags |= FrameFlag.retryable }
    if !error.hasStarted { head.flags |= FrameFlag.notStarted }
    let code = error.agentCode.isEmpty ? error.code.rawValue : error.agentCode
    let texts = FrameTexts.bytes(["", code, error.description])
    send(.init(head: head, payload: [], texts: texts, process: question.process))
  }

  /// A question stays open until its answer is in the ring, so that there are never more answers than questions.
  private func send(_ answer: KeptAnswers.Answer) {
    let sent = channel.send(answer.head, payload: answer.payload, texts: answer.texts, to: answer.process)
    guard sent == .full else { return life.endQuestion() }
    switch answers.keep(answer) {
    case .further: break
    case .first: sendKeptLater()
    case .tooMany:
      life.endQuestion()
      life.kill("it leaves too much unread of what it has asked for")
    }
  }

  private func sendKeptLater() {
    life.plan.pool.loop.call(at: platform_now() &+ .milliseconds(1)) { [weak self] in self?.sendKept() }
  }

  /// Tries again what found no room, as far as there is some. One that reads nothing at all is ended for that.
  private func sendKept() {
    let (sent, isEmpty) = answers.sendAll { answer in
      channel.send(answer.head, payload: answer.payload, texts: answer.texts, to: answer.process) != .full
    }
    for _ in 0..<sent { life.endQuestion() }
    if !isEmpty { sendKeptLater() }
  }
}
