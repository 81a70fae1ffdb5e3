internal import CMicrohttpd
internal import CPlatform
internal import RoundhouseHost
internal import RoundhouseModel

// POST /v1/call/{capability}: decode, one call, encode. The payload is never looked at.
extension Connection {
  func call(_ path: CallPath) -> MHD_Result {
    began = platform_now()
    do throws(RoundhouseError) {
      let options = try CallOptions.reading(head, version: path.version, isJSON: mediaType == .json, now: began)
      switch try service.host.begin(path.capability, body.bytes, options) {
      case .done(let reply): return send(reply, began: began)
      case .pending(let call): return options.wantsChunks ? stream(call) : wait(for: call)
      }
    } catch {
      return send(.problem(error))
    }
  }

  /// The agent answers later.
  private func wait(for call: PendingCall) -> MHD_Result {
    let answer = PendingAnswer(call, watched.suspension)
    stage = .asking(answer)
    watched.activity = answer
    call.observe(answer.bell)
    return goOn(answer)
  }

  /// Answers if the agent has, and otherwise sleeps until it has.
  func goOn(_ answer: PendingAnswer) -> MHD_Result {
    while !answer.bell.hasEnded {
      if watched.suspension.sleep() { return .YES }
      if watched.suspension.isClosed { return send(.stopping) }
    }
    watched.activity = nil
    do throws(RoundhouseError) {
      return send(try answer.call.takeOutcome(), began: began)
    } catch {
      return send(.problem(error))
    }
  }

  private func stream(_ call: PendingCall) -> MHD_Result {
    let events = CallEvents(call, watched.suspension)
    call.observe(events.bell)
    return send(EventStream(events, watched.suspension, service))
  }

  /// Answers with events as they come.
  func send(_ stream: EventStream) -> MHD_Result {
    watched.activity = stream
    guard let response = stream.response() else { return .NO }
    return queue(response, status: 200, size: nil)
  }
}
