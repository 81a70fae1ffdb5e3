internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

// What the worker sends. Each head was copied and checked against the ring; what it says is judged here.
extension WorkerInstance {
  private static let longestTexts = 256 << 10

  /// Takes up to so many frames, or up to the first that takes as much time as many others. The calling thread is the
  /// reader.
  /// - Returns: whether there may be more.
  @inline(__always)
  @discardableResult
  func takeFrames(_ limit: Int) -> Bool {
    var head = FrameHead(.filler)
    for _ in 0..<limit {
      guard let body = nextFrame(&head) else { return false }
      take(head, body)
      channel.link.pointee?.reader.release(head)
      if head.takesLong { return true }
    }
    return true
  }

  @inline(__always)
  private func nextFrame(_ head: inout FrameHead) -> UnsafeRawPointer? {
    do throws(RingBroken) {
      return try channel.link.pointee?.reader.next(&head)
    } catch {
      ringWasBroken(error)
      return nil
    }
  }

  @inline(__always)
  private func take(_ head: FrameHead, _ body: UnsafeRawPointer) {
    if head.kind == FrameKind.complete.rawValue, head.flags | UInt16(truncatingIfNeeded: head.texts) == 0,
      head.status == 0, streams.isEmpty
    {
      let payload = UnsafeRawBufferPointer(start: body, count: head.inlinePayload)
      return CallTable.relay(payload, to: head.call, instance: number, services)
    }
    takeSlowly(head, body)
  }

  @inline(never)
  private func takeSlowly(_ head: FrameHead, _ body: UnsafeRawPointer) {
    guard Int(head.texts) <= WorkerInstance.longestTexts, let kind = FrameKind(rawValue: head.kind) else {
      return services.misbehaved(.wrongSize, call: 0)
    }
    let texts = [UInt8](copyingOnce: body + head.inlinePayload, count: Int(head.texts))
    let payload = UnsafeRawBufferPointer(start: body, count: head.inlinePayload)
    guard head.has(FrameFlag.large) else { return take(kind, head, payload, texts) }
    if kind.isQuestion, !life.hasRoomForLongQuestion {
      // Not even read: whoever asks much and long must not take the time of others.
      if let control = channel.link.pointee?.control { _ = PassedMemory.take(from: control, size: 0) }
      return refuseAsTooMany(head)
    }
    guard let long = longPayload(head) else { return refuse(kind, head) }
    long.withUnsafeBytes { take(kind, head, $0, texts) }
  }

  private func longPayload(_ head: FrameHead) -> [UInt8]? {
    guard let control = channel.link.pointee?.control else { return nil }
    let isAdmitted = Int(head.payload) <= max(services.replyLimit, ManifestReader.maximumCapabilitySize) + 4096
    // Taken in any case, so that what follows finds its own.
    let bytes = PassedMemory.take(from: control, size: isAdmitted ? Int(head.payload) : 0)
    return isAdmitted ? bytes : nil
  }

  /// What came without its payload must not pass for the same with an empty one.
  private func refuse(_ kind: FrameKind, _ head: FrameHead) {
    services.misbehaved(.replyTooLarge, call: 0)
    var head = head
    head.status = StatusCode.status(of: .agentError)
    switch kind {
    case .complete, .chunk: fail(head.call, "what it has sent cannot be read, or is longer than limits.reply")
    case .reply:
      orders.answer(head.call, Questions.Answer(status: head.status, version: 0, head: head, payload: [], texts: []))
    case .stateGet, .stateCommit, .call, .announce, .withdraw: refuse(head)
    default: break
    }
  }

  private func take(_ kind: FrameKind, _ head: FrameHead, _ payload: UnsafeRawBufferPointer, _ texts: [UInt8]) {
    switch kind {
    case .complete: complete(head, payload, texts)
    case .chunk: add(payload, to: head.call)
    case .log: services.log(LogLevel(rawValue: head.status) ?? .info, text(texts), call: head.call)
    case .metric:
      guard let kind = MetricKind(rawValue: head.status) else { return }
      try? services.metric(kind, text(texts), Double(bitPattern: head.first))
    case .misbehaved: services.misbehaved(Misbehaviour(rawValue: text(texts)) ?? .wrongSize, call: head.call)
    case .reply:
      orders.answer(
        head.call,
        Questions.Answer(status: head.status, version: head.first, head: head, payload: Array(payload), texts: texts))
    case .stateGet, .stateCommit, .call, .announce, .withdraw: serve(kind, head, Array(payload), texts)
    default: services.misbehaved(.wrongSize, call: 0)
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes.prefix(8 << 10), as: UTF8.self) }

  // MARK: Answers

  private func complete(_ head: FrameHead, _ payload: UnsafeRawBufferPointer, _ texts: [UInt8]) {
    var reply = RelayedReply()
    reply.status = head.status
    reply.isRetryable = head.has(FrameFlag.retryable)
    reply.isNotStarted = head.has(FrameFlag.notStarted)
    if head.has(FrameFlag.rich), let words = FrameTexts.read(texts, count: 3) {
      (reply.contentType, reply.errorCode, reply.message) = (words[0], words[1], words[2])
      (reply.usage.inputTokens, reply.usage.outputTokens, reply.usage.costMicros) = (
        head.first, head.second, head.third
      )
      reply.usage.confidence = Double(bitPattern: head.fourth)
    }
    guard !streams.isEmpty else {
      reply.payload = payload
      return CallTable.relay(reply, to: head.call, instance: number, services)
    }
    let (bytes, late) = (Array(payload), LateReply(reply))
    streams.end(head.call) { [self] in
      bytes.withUnsafeBytes { CallTable.relay(late.reply($0), to: head.call, instance: number, services) }
    }
  }

  private func add(_ chunk: UnsafeRawBufferPointer, to token: UInt64) {
    switch streams.add(chunk, to: token, longest: services.replyLimit, { give($0, token) }) {
    case .taken(let credit): tell(credit, of: token)
    case .flood:
      services.misbehaved(.replyTooLarge, call: token)
      fail(token, "it sends more chunks than it may before they are read")
    }
  }

  func give(_ chunk: UnsafeRawBufferPointer, _ token: UInt64) -> CallTable.Emitted {
    CallTable.relayChunk(chunk, to: token, instance: number, services)
  }

  /// Ends a call whose answer is not whole.
  private func fail(_ token: UInt64, _ message: String) {
    streams.close(token)
    var reply = RelayedReply()
    reply.status = StatusCode.status(of: .agentError)
    reply.message = message
    CallTable.relay(reply, to: token, instance: number, services)
  }

  func tell(_ credit: Int, of token: UInt64) {
    guard credit > 0 else { return }
    var head = FrameHead(.credit, call: token)
    head.first = UInt64(credit)
    if channel.send(head) == .full { streams.keep(credit, of: token) }
  }

  /// Tells what there was no room in the ring for. Ten times a second.
  func tellKeptCredit() { for (token, credit) in streams.takeKept() { tell(credit, of: token) } }
}

/// A reply without its payload, which may be told later.
private struct LateReply: Sendable {
  private let status: Int32
  private let words: [String]
  private let isRetryable: Bool
  private let isNotStarted: Bool
  private let usage: Usage

  init(_ reply: RelayedReply) {
    status = reply.status
    words = [reply.contentType, reply.errorCode, reply.message]
    isRetryable = reply.isRetryable
    isNotStarted = reply.isNotStarted
    usage = reply.usage
  }

  func reply(_ payload: UnsafeRawBufferPointer) -> RelayedReply {
    var reply = RelayedReply()
    reply.status = status
    (reply.contentType, reply.errorCode, reply.message) = (words[0], words[1], words[2])
    (reply.isRetryable, reply.isNotStarted, reply.usage) = (isRetryable, isNotStarted, usage)
    reply.payload = payload
    return reply
  }
}
