internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// The host's calls: each has the place and the token in this process' table that it has in the host's, and is answered
// once by whoever takes its answer.
extension WorkerCore: Waiter {
  /// A call has come. On the reader's thread.
  func begin(_ head: FrameHead, _ body: UnsafeRawPointer) {
    guard let agent else { return }
    var long: [UInt8]?
    if head.has(FrameFlag.large) {
      long = PassedMemory.take(from: control, size: Int(head.payload))
      if long == nil { return refuse(head) }
    }
    let slot = CallTable.adopt(head.call)
    fill(slot, head, body, long)
    reader.pointee.release(head)
    let token = head.call
    slot.begin(instance: agent.walk.number)
    if head.has(FrameFlag.wantsChunks) {
      streams.open(token)
      slot.streamChunks()
    }
    // From here on whoever completes the call answers the host, and the place may be another call's before invoke is back.
    slot.open(token, self)
    if order.isBlocking {
      inAgent { ask(agent.walk, token, slot) }
    } else {
      ask(agent.walk, token, slot)
    }
  }

  /// The request cannot be read: the agent has used up its memory or descriptors.
  private func refuse(_ asked: FrameHead) {
    reader.pointee.release(asked)
    var head = FrameHead(.complete, call: asked.call)
    head.status = StatusCode.status(of: .overloaded)
    head.flags = FrameFlag.notStarted | FrameFlag.retryable
    send(head)
  }

  @inline(__always)
  private func ask(_ walk: Walk, _ token: UInt64, _ slot: UnsafeMutablePointer<CallSlot>) {
    let status = walk.invoke(walk.context, token, slot.requestPointer)
    if status != 0 { refuse(token, slot, status) }
  }

  /// The agent's invoke has returned an error. A call that it has completed all the same is answered with what it said.
  func refuse(_ token: UInt64, _ slot: UnsafeMutablePointer<CallSlot>, _ status: Int32) {
    let isRefused = slot.refuse(token, status: status) != nil
    answer(token, slot)
    // `return host->complete(…)` is how the header itself ends an invoke: a refusal of that is counted already.
    if !isRefused, !StatusCode.isOfCompletion(status) { misbehaved(.completedAfterError, call: 0) }
  }

  // MARK: Answering

  /// Sends what the agent has answered, unless that was done.
  func answer(_ token: UInt64, _ slot: UnsafeMutablePointer<CallSlot>) {
    if slot.takeAnswer(token) { handOn(token, slot) }
  }

  /// Sends an answer that this thread has taken.
  func handOn(_ token: UInt64, _ slot: UnsafeMutablePointer<CallSlot>) {
    var head = FrameHead(.complete, call: token)
    head.status = slot.pointee.status
    if slot.pointee.isRetryable { head.flags |= FrameFlag.retryable }
    if slot.pointee.isNotStarted { head.flags |= FrameFlag.notStarted }
    let texts = details(slot, &head)
    if slot.isStreamed {
      _ = streams.pump(token, slot, isLast: true) { sendChunk($0, of: token) }
      texts.withUnsafeBytes { finish(head, UnsafeRawBufferPointer(start: nil, count: 0), $0, slot, token) }
    } else if texts.isEmpty {
      finish(head, slot.outputBytes, UnsafeRawBufferPointer(start: nil, count: 0), slot, token)
    } else {
      texts.withUnsafeBytes { finish(head, slot.outputBytes, $0, slot, token) }
    }
  }

  /// The place is free before the host can see the answer, for then it may be used again at once.
  @inline(__always)
  func finish(
    _ head: FrameHead, _ payload: UnsafeRawBufferPointer, _ texts: UnsafeRawBufferPointer,
    _ slot: UnsafeMutablePointer<CallSlot>, _ token: UInt64
  ) {
    if send(head, payload: payload, texts: texts, copied: { slot.release(token) }) { return }
    // Too long for the memory or the descriptors that the agent has left of its limits.
    var head = FrameHead(.complete, call: head.call)
    head.status = StatusCode.status(of: .overloaded)
    let none = UnsafeRawBufferPointer(start: nil, count: 0)
    send(head, payload: none, texts: none, copied: { slot.release(token) })
  }

  /// What the reply says beyond its bytes, for most nothing.
  private func details(_ slot: UnsafeMutablePointer<CallSlot>, _ head: inout FrameHead) -> [UInt8] {
    guard let details = slot.pointee.details else { return [] }
    head.flags |= FrameFlag.rich
    head.first = details.usage.inputTokens
    head.second = details.usage.outputTokens
    head.third = details.usage.costMicros
    head.fourth = details.usage.confidence.bitPattern
    return FrameTexts.bytes([details.contentType, details.agentCode, details.message])
  }

  // MARK: What the agent does later, on any thread

  func callCompleted(_ token: UInt64) { answer(token, CallTable.adopt(token)) }

  func abandonedCallCompleted(_ token: UInt64) { answer(token, CallTable.adopt(token)) }

  func chunkAdded(_ token: UInt64) {
    if CallTable.adopt(token).isOwed(token) { pump(token) }
  }

  private func pump(_ token: UInt64) {
    let wantsResume = streams.pump(token, CallTable.adopt(token), isLast: false) { sendChunk($0, of: token) }
    if wantsResume, let agent { inAgent { agent.instance.resume(token) } }
  }

  private func sendChunk(_ chunk: UnsafeRawBufferPointer, of token: UInt64) {
    send(FrameHead(.chunk, call: token), payload: chunk, texts: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  // MARK: What the host says of a call. On the reader's thread

  func cancel(_ token: UInt64) {
    guard let agent, CallTable.adopt(token).giveUp(token, self) else { return }
    whileOthersRead { agent.instance.cancel(token) }
  }

  func credit(_ token: UInt64, _ bytes: Int) {
    guard CallTable.adopt(token).isOwed(token) else { return }
    streams.add(token, bytes)
    pump(token)
  }

  /// The call that an agent says it means; 0 if there is none of that token.
  func current(_ token: UInt64) -> UInt64 { token != 0 && CallTable.adopt(token).isOwed(token) ? token : 0 }

  // MARK: Reading a request

  @inline(__always)
  private func fill(
    _ slot: UnsafeMutablePointer<CallSlot>, _ head: FrameHead, _ body: UnsafeRawPointer, _ long: [UInt8]?
  ) {
    let texts = UnsafeRawBufferPointer(start: body + head.inlinePayload, count: Int(head.texts))
    let payload = UnsafeRawBufferPointer(start: body, count: head.inlinePayload)
    if head.isPlainCall {
      slot.setRequest(capability: texts, version: head.number, payload: payload, deadline: head.first)
    } else {
      fillRichly(slot, head, payload, texts, long)
    }
  }

  @inline(never)
  private func fillRichly(
    _ slot: UnsafeMutablePointer<CallSlot>, _ head: FrameHead, _ payload: UnsafeRawBufferPointer,
    _ texts: UnsafeRawBufferPointer, _ long: [UInt8]?
  ) {
    var options = CallOptions()
    var name = Array(texts)
    if head.has(FrameFlag.rich), let list = FrameTexts.read(name, count: 7) {
      name = Array(list[0].utf8)
      (options.contentType, options.idempotencyKey, options.caller) = (list[1], list[2], list[3])
      (options.principal, options.session, options.runKey) = (list[4], list[5], list[6])
    }
    (options.traceHigh, options.traceLow, options.spanID) = (head.second, head.third, head.fourth)
    options.wantsChunks = head.has(FrameFlag.wantsChunks)
    name.withUnsafeBytes { name in
      let set = { (payload: UnsafeRawBufferPointer) in
        slot.setRequest(
          capability: name, version: head.number, payload: payload, deadline: head.first, options: options,
          depth: UInt32(bitPattern: head.status))
      }
      if let long { long.withUnsafeBytes(set) } else { set(payload) }
    }
  }
}
