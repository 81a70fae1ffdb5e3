import AgentKit
import CRoundhouse
import Synchronization

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
    let token = book.withLock { book in
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
    let call = book.withLock { book in
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
      book.withLock { $0.calls[token]?.room = room }
      plugin.pointee.resume?(agent!, token)
    }
  }

  /// The caller has gone.
  func cancel(_ token: rh_call) {
    book.withLock { $0.calls[token]?.isCancelled = true }
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

  /// Drains on this thread.
  func drain(_ timeout: Duration = .seconds(60)) -> Int32 {
    let (seconds, attoseconds) = timeout.components
    return plugin.pointee.drain!(agent!, TestHost.now() + UInt64(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
  }

  /// Destroys the agent on this thread.
  func destroy() {
    plugin.pointee.destroy(agent!)
    thread.close()
  }
}

/// A call under way.
final class StartedCall: Sendable {
  private struct Progress {
    var answer: Answer?
    var waiting: CheckedContinuation<Void, Never>?
  }

  let host: TestHost
  private let tokenBox = Mutex<rh_call>(0)
  private let progress = Mutex(Progress())

  init(host: TestHost) { self.host = host }

  var token: rh_call {
    get { tokenBox.withLock { $0 } }
    set { tokenBox.withLock { $0 = newValue } }
  }

  /// The answer, if it has come already.
  var answerSoFar: Answer? { progress.withLock { $0.answer } }

  /// Waits for the answer.
  func answer() async -> Answer {
    await withCheckedContinuation { continuation in
      let isDone = progress.withLock { progress in
        if progress.answer == nil { progress.waiting = continuation }
        return progress.answer != nil
      }
      if isDone { continuation.resume() }
    }
    return progress.withLock { $0.answer! }
  }

  func end(_ answer: Answer) {
    let waiting = progress.withLock { progress in
      progress.answer = answer
      defer { progress.waiting = nil }
      return progress.waiting
    }
    waiting?.resume()
  }
}
