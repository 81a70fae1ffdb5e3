internal import CMicrohttpd
internal import RoundhouseHost
internal import RoundhouseModel

// All paths but the one to an agent's answer.
extension Connection {
  func visit(_ route: Route) -> MHD_Result {
    switch route {
    case .index: return send(.text(IndexPage.text))
    case .alive: return send(.text("alive\n"))
    case .ready: return send(readiness)
    default: break
    }
    let visit: Visit
    do throws(RoundhouseError) {
      visit = try Visit(route, self)
      if route == .runEvents, visit.options.wantsChunks {
        let events = RunEvents(try RunRoutes.follow(visit, service), watched.suspension)
        return send(EventStream(events, watched.suspension, service))
      }
    } catch {
      return send(.problem(error))
    }
    return hand(visit, to: method.changes ? service.changes : service.questions)
  }

  private var readiness: Answer {
    service.host.isReady && !service.isDraining && service.reports.isReady() ? .text("ready\n") : .notReady
  }

  /// Lets a thread prepare the answer: nothing that may be long runs on a loop.
  private func hand(_ visit: Visit, to thread: WorkThread) -> MHD_Result {
    let work = PendingWork(watched.suspension)
    let isAccepted = thread.submit { [service] in visit.answer(service, work.finish) }
    guard isAccepted else { return send(.busy) }
    stage = .working(work)
    watched.activity = work
    return goOn(work)
  }

  /// Answers if the thread is done, and otherwise sleeps until it is.
  func goOn(_ work: PendingWork) -> MHD_Result {
    while true {
      if let answer = work.answer {
        watched.activity = nil
        return send(answer)
      }
      if watched.suspension.sleep() { return .YES }
      if watched.suspension.isClosed { return send(.stopping) }
    }
  }
}
