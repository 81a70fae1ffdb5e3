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
      return HealthReport(
        state: HealthReport.State(number: answer.head.number),
        message: String(decoding: answer.texts.prefix(1024), as: UTF8.self))
    } catch {
      return HealthReport(state: .unhealthy, message: error.message)
    }
  }

  package func drain(until deadline: Nanoseconds) {
    var head = FrameHead(.drain)
    head.first = deadline
    _ = try? ask(head, until: deadline)
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
    guard channel.send(head, payload: payload) == .sent else {
      orders.forget(number)
      throw RoundhouseError(.agentCrashed, "\(agent) \(life.whyDown)", agent: agent)
    }
    return try promise.wait(until: deadline).get()
  }
}
