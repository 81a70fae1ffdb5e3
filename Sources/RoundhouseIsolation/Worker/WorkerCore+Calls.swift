internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// The host's calls: each takes the place in this process' table that it has in the host's, and is answered once.
extension WorkerCore: Waiter {
  /// A call has come. On the reader's thread.
  func begin(_ head: FrameHead, _ body: UnsafeRawPointer) {
    guard let agent else { return }
    let slot = CallTable.adopt(head.call)
    fill(slot, head, body)
    reader.pointee.release(head)
    let token = slot.begin(index: UInt32(head.call & 0xFFFF), instance: agent.number)
    owed.put(head.call)
    if head.has(FrameFlag.wantsChunks) {
      streams.open(head.call)
      slot.streamChunks()
    }
    // From here on whoever completes the call answers the host, and the place may be another call's before invoke is back.
    slot.open(token, self)
    if order.isBlocking {
      inAgent { ask(agent, token, slot) }
    } else {
      ask(agent, token, slot)
    }
  }

  @inline(__always)
  private func ask(_ agent: LiveAgent, _ token: UInt64, _ slot: UnsafeMutablePointer<CallSlot>) {
    let status = agent.invoke(agent.context, token, slot.requestPointer)
    guard status != 0 else { return }
    if slot.refuse(token, status: status) != nil {
      answer(token, slot)
    } else if !StatusCode.isOfCompletion(status) {
      // `return host->complete(…)` is how the header itself ends an invoke: a refusal of that is counted already.
      misbehaved(.completedAfterError, call: 0)
    }
  }

  // MARK: Answering

  /// Sends what the agent has answered, unless that was done.
  private func answer(_ token: UInt64, _ slot: UnsafeMutablePointer<CallSlot>) {
    let host = owed.take(token)
    guard host != 0 else { return }
    var head = FrameHead(.complete, call: host)
    head.status = slot.pointee.status
    if slot.pointee.isRetryable { head.flags |= FrameFlag.retryable }
    if slot.pointee.isNotStarted { head.flags |= FrameFlag.notStarted }
    let texts = details(slot, &head)
    if slot.isStreamed {
      _ = streams.pump(host, token, slot, isLast: true) { sendChunk($0, of: host) }
      texts.withUnsafeBytes { finish(head, UnsafeRawBufferPointer(start: nil, count: 0), $0, slot, token) }
    } else if texts.isEmpty {
      finish(head, slot.outputBytes, UnsafeRawBufferPointer(start: nil, count: 0), slot, token)
    } else {
      texts.withUnsafeBytes { finish(head, slot.outputBytes, $0, slot, token) }
    }
  }

  /// The place is free before the host can see the answer, for then it may be used again at once.
  @inline(__always)
  private func finish(
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
    let host = owed.peek(token)
    if host != 0 { pump(host, token) }
  }

  private func pump(_ host: UInt64, _ token: UInt64) {
    let wantsResume = streams.pump(host, token, CallTable.adopt(token), isLast: false) { sendChunk($0, of: host) }
    if wantsResume, let agent { inAgent { agent.instance.resume(token) } }
  }

  private func sendChunk(_ chunk: UnsafeRawBufferPointer, of host: UInt64) {
    send(FrameHead(.chunk, call: host), payload: chunk, texts: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  // MARK: What the host says of a call. On the reader's thread

  func cancel(_ host: UInt64) {
    guard let (token, slot) = local(host), let agent, slot.giveUp(token, self) else { return }
    whileOthersRead { agent.instance.cancel(token) }
  }

  func credit(_ host: UInt64, _ bytes: Int) {
    guard let (token, _) = local(host) else { return }
    streams.add(host, bytes)
    pump(host, token)
  }

  /// Our token of a call that is not answered yet.
  private func local(_ host: UInt64) -> (UInt64, UnsafeMutablePointer<CallSlot>)? {
    guard owed.peek(host) == host else { return nil }
    let slot = CallTable.adopt(host)
    return (slot.currentToken, slot)
  }

  /// The host's token of one of our calls; 0 for none.
  func hostToken(_ token: UInt64) -> UInt64 {
    token != 0 && CallTable.adopt(token).currentToken == token ? owed.peek(token) : 0
  }

  // MARK: Reading a request

  @inline(__always)
  private func fill(_ slot: UnsafeMutablePointer<CallSlot>, _ head: FrameHead, _ body: UnsafeRawPointer) {
    let texts = UnsafeRawBufferPointer(start: body + head.inlinePayload, count: Int(head.texts))
    let payload = UnsafeRawBufferPointer(start: body, count: head.inlinePayload)
    if head.flags == 0, head.second == 0, head.third == 0 {
      slot.setRequest(capability: texts, version: head.number, payload: payload, deadline: head.first)
    } else {
      fillRichly(slot, head, payload, texts)
    }
  }

  @inline(never)
  private func fillRichly(
    _ slot: UnsafeMutablePointer<CallSlot>, _ head: FrameHead, _ payload: UnsafeRawBufferPointer,
    _ texts: UnsafeRawBufferPointer
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
    let long = head.has(FrameFlag.large) ? PassedMemory.take(from: control, size: Int(head.payload)) ?? [] : nil
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
