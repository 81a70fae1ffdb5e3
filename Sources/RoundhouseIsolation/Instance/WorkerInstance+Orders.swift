internal import CPlatform
package import RoundhouseLoading
package import RoundhouseModel

// The slow verbs: each is a question to the worker, and waits for its reply on a thread that may be held.
extension WorkerInstance {
  package func resume(_ token: UInt64) { tell(streams.resume(token) { give($0, token) }, of: token) }

  package func cancel(_ token: UInt64) {
    streams.drop(token)
    _ = channel.send(FrameHead(.cancel, call: token))
  }

  package func checkHealth() -> HealthReport {
    do throws(RoundhouseError) {
      let answer = try ask(FrameHead(.health), until: platform_now() &+ .seconds(30))
      return life.noted(
        answer.head.has(FrameFlag.absent)
          ? nil
          : HealthReport(
            state: HealthReport.State(number: answer.head.number),
            message: String(decoding: answer.texts.prefix(1024), as: UTF8.self)))
    } catch {
      return HealthReport(state: .unhealthy, message: error.message)
    }
  }

  package func drain(until deadline: Nanoseconds) {
    var head = FrameHead(.drain)
    head.first = deadline
    _ = try? ask(head, until: deadline)
  }

  package var handsOverState: Bool { life.ready.handsOverState }

  package func saveState(limit: Int) throws(RoundhouseError) -> [UInt8] {
    var head = FrameHead(.saveState)
    head.first = UInt64(limit)
    let answer = try ask(head, until: platform_now() &+ .seconds(30))
    try refusal(answer)
    guard answer.payload.count <= limit else {
      throw RoundhouseError(.storeFull, "its state has more than \(limit) bytes", agent: agent)
    }
    return answer.payload
  }

  package func loadState(_ state: [UInt8]) throws(RoundhouseError) {
    try refusal(try ask(FrameHead(.loadState), payload: state, until: platform_now() &+ .seconds(30)))
  }

  private func refusal(_ answer: Questions.Answer) throws(RoundhouseError) {
    guard answer.head.status < 0 else { return }
    let words = String(decoding: answer.texts.prefix(4096), as: UTF8.self)
    throw RoundhouseError(StatusCode.code(of: answer.head.status), words, agent: agent)
  }

  /// The agent's own destroy has a second; then the process goes, whatever it does.
  package func destroy() {
    _ = try? ask(FrameHead(.destroy), until: platform_now() &+ .seconds(1))
    end()
  }

  /// Asks the worker something about its instance.
  func ask(
    _ head: FrameHead, payload: [UInt8] = [], until deadline: Nanoseconds
  ) throws(RoundhouseError) -> Questions.Answer {
    let promise = Promise<Questions.Answer>()
    guard let number = orders.open({ promise.fulfil(.success($0)) }, failed: { promise.fulfil(.failure($0)) }) else {
      throw RoundhouseError(.overloaded, "too much is asked of the agent at once", agent: agent)
    }
    var head = head
    head.call = number
    // Of an answer that is late, or of none, nothing may be left.
    defer { orders.forget(number) }
    switch channel.send(head, payload: payload) {
    case .sent: return try promise.wait(until: deadline).get()
    case .full: throw RoundhouseError(.overloaded, "\(agent) does not read what it is sent", agent: agent)
    case .gone: throw RoundhouseError(.agentCrashed, "\(agent) \(life.whyDown)", agent: agent)
    }
  }
}
