import AgentKit
import CRoundhouse
import Foundation

extension TestHost {
  /// Asks, and waits for the answer.
  func call(_ question: Question, room: Int = 4) async -> Answer {
    await start(question, room: room).answer()
  }

  func call(_ capability: String, _ payload: String = "{}") async -> Answer {
    await call(Question(capability, payload))
  }

  /// Asks, and returns once `invoke` has returned. After `room` chunks the agent waits until there is room again:
  /// at once on the host's thread, or when `makeRoom` says so.
  func start(_ question: Question, room: Int = 4, makesRoom: Bool = true) -> StartedCall {
    let started = StartedCall(host: self)
    started.token = begin(question, room: room, makesRoom: makesRoom) { started.end($0) }
    return started
  }

  /// Opens a call and invokes the agent on this thread.
  @discardableResult
  func begin(
    _ question: Question, room: Int = 4, makesRoom: Bool = true, done: @escaping @Sendable (Answer) -> Void
  ) -> rh_call {
    let (seconds, attoseconds) = question.timeout.components
    let deadline = Int64(TestHost.now()) + seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    let memory = RequestMemory(question, deadline: UInt64(deadline))
    let token = withBook { book in
      book.lastToken += 1
      book.calls[book.lastToken] = OpenCall(
        memory: memory, question: question, done: done, room: room, makesRoom: makesRoom)
      return book.lastToken
    }
    let status = plugin.pointee.invoke(agent!, token, memory.request)
    if status != RH_OK { finish(token, Answer(status: status, message: "refused")) }
    return token
  }

  /// Ends a call once; a second time is noted.
  func finish(_ token: rh_call, _ answer: Answer) {
    let call = withBook { book in
      if book.calls[token] == nil { book.misbehaviour.append("completed \(token), which is not open") }
      return book.calls.removeValue(forKey: token)
    }
    var answer = answer
    answer.chunks = call?.chunks ?? []
    call?.done(answer)
  }

  /// Takes further chunks and tells the agent so, on the host's thread.
  func makeRoom(_ token: rh_call, _ room: Int = 4) {
    thread.run { [self] in
      withBook { $0.calls[token]?.room = room }
      plugin.pointee.resume?(agent!, token)
    }
  }

  /// The caller has gone.
  func cancel(_ token: rh_call) {
    withBook { $0.calls[token]?.isCancelled = true }
    plugin.pointee.cancel?(agent!, token)
  }

  /// Asks the agent how it is.
  func health(room: Int = 64) -> (status: Int32, state: UInt32, message: String) {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: room) { message in
      message.initialize(repeating: 0x78)
      var health = rh_health(
        struct_size: UInt32(MemoryLayout<rh_health>.size), state: 99, message_capacity: UInt32(room), reserved: 0,
        message: message.baseAddress!)
      let status = plugin.pointee.health!(agent!, &health)
      return (status, health.state, String(cString: message.baseAddress!))
    }
  }

  /// Drains on the host's thread.
  func drain(_ timeout: Duration = .seconds(60)) async -> Int32 {
    let (seconds, attoseconds) = timeout.components
    let deadline = TestHost.now() + UInt64(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    await onThread { [self] in
      let answer = plugin.pointee.drain!(agent!, deadline)
      withBook { $0.drainStatus = answer }
    }
    return withBook { $0.drainStatus }
  }

  /// Destroys the agent on the host's thread, which ends with it.
  func destroy() async {
    await onThread { [self] in plugin.pointee.destroy(agent!) }
    thread.close()
  }

  private func onThread(_ job: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
      thread.run {
        job()
        continuation.resume()
      }
    }
  }
}
