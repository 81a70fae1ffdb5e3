internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// Frames by their kind, and what the host wants of the instance beside calls.
extension WorkerCore {
  /// Does what a frame says. On the reader's thread, which may be the reader no more afterwards.
  func take(_ head: FrameHead, _ body: UnsafeRawPointer) {
    if head.kind == FrameKind.invoke.rawValue { return begin(head, body) }
    guard let payload = payload(head, body) else { return refuse(head) }
    let texts = [UInt8](copyingOnce: body + head.inlinePayload, count: Int(head.texts))
    reader.pointee.release(head)
    switch FrameKind(rawValue: head.kind) {
    case .cancel: cancel(head.call)
    case .credit: credit(head.call, Int(clamping: head.first))
    case .answer:
      questions.answer(
        head.call,
        Questions.Answer(status: head.status, version: head.first, head: head, payload: payload, texts: texts))
    case .health: checkHealth(head)
    case .drain: reply(head) { _ in agent?.instance.drain(until: head.first) }
    case .saveState: reply(head) { save(&$0, limit: Int(clamping: head.first)) }
    case .loadState: reply(head) { load(payload, &$0) }
    case .destroy: reply(head) { _ in agent?.instance.destroy() }
    default: break
    }
  }

  private func payload(_ head: FrameHead, _ body: UnsafeRawPointer) -> [UInt8]? {
    guard head.has(FrameFlag.large) else { return [UInt8](copyingOnce: body, count: head.inlinePayload) }
    return PassedMemory.take(from: control, size: Int(head.payload))
  }

  /// The agent has used up its memory or descriptors, so that a long payload cannot be read.
  private func refuse(_ head: FrameHead) {
    reader.pointee.release(head)
    var head = head
    head.status = StatusCode.status(of: .overloaded)
    switch FrameKind(rawValue: head.kind) {
    case .answer:
      head.first = 0
      questions.answer(
        head.call, Questions.Answer(status: head.status, version: 0, head: head, payload: [], texts: []))
    case .loadState:
      var reply = FrameHead(.reply, call: head.call)
      reply.status = head.status
      send(reply)
    default: break
    }
  }

  struct Reply {
    var head: FrameHead
    var payload: [UInt8] = []
    var words = ""

    mutating func refuse(_ error: RoundhouseError) {
      head.status = StatusCode.status(of: error.code)
      words = error.description
    }
  }

  /// Does something with the instance and tells the host that it is done.
  private func reply(_ question: FrameHead, _ body: (inout Reply) -> Void) {
    var reply = Reply(head: FrameHead(.reply, call: question.call))
    inAgent { body(&reply) }
    send(reply.head, payload: reply.payload, texts: Array(reply.words.utf8))
  }

  private func save(_ reply: inout Reply, limit: Int) {
    do throws(RoundhouseError) {
      reply.payload = try agent?.instance.saveState(limit: limit) ?? []
    } catch {
      reply.refuse(error)
    }
  }

  private func load(_ state: [UInt8], _ reply: inout Reply) {
    do throws(RoundhouseError) { try agent?.instance.loadState(state) } catch { reply.refuse(error) }
  }

  /// A serial agent that is inside a call is not asked: the host would take its wait for its own.
  private func checkHealth(_ question: FrameHead) {
    guard isSerial else { return reply(question) { report(&$0) } }
    var reply = Reply(head: FrameHead(.reply, call: question.call))
    let wasAsked: Void? = whileOthersRead { turn.withLockIfAvailable { _ in report(&reply) } }
    if wasAsked == nil { reply.head.flags |= FrameFlag.absent }
    send(reply.head, texts: Array(reply.words.utf8))
  }

  private func report(_ reply: inout Reply) {
    guard let report = agent?.instance.checkHealth() else { return }
    reply.head.number = report.state.number
    reply.words = report.message
  }
}

extension HealthReport.State {
  var number: UInt32 {
    switch self {
    case .healthy: 0
    case .degraded: 1
    case .unhealthy: 2
    }
  }

  init(number: UInt32) { self = number == 0 ? .healthy : number == 1 ? .degraded : .unhealthy }
}
