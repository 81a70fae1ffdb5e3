internal import RoundhouseModel

/// `/v1/runs…`, `/v1/jobs` and `/v1/reviews`
enum RunRoutes {
  /// - Parameter done: is given the answer, perhaps when a run has ended.
  static func answer(_ visit: Visit, _ service: Service, _ done: @escaping @Sendable (Answer) -> Void) {
    do throws(RoundhouseError) {
      try runs(of: service).answer(try question(visit)) { result in
        switch result {
        case .success(let bytes): done(Answer(contentType: "application/json", bytes))
        case .failure(let error): done(.problem(error))
        }
      }
    } catch {
      done(.problem(error))
    }
  }

  /// Events as they happen.
  static func follow(_ visit: Visit, _ service: Service) throws(RoundhouseError) -> any RunEventFeed {
    try runs(of: service).follow(visit.events)
  }

  private static func runs(of service: Service) throws(RoundhouseError) -> any RunAnswering {
    if let runs = service.reports.runs { return runs }
    throw RoundhouseError(
      .unknownRun, "this host has no runs", remedy: "ask one that was started by `roundhouse serve`")
  }

  private static func question(_ visit: Visit) throws(RoundhouseError) -> RunQuestion {
    switch visit.route {
    case .runs where visit.method == .post: return .begin(try RunRequest(parsing: visit.body))
    case .jobs where visit.method == .post: return .enqueue(try RunRequest(parsing: visit.body))
    case .run(let run): return visit.isWhole ? .export(run) : .show(run)
    case .runArtifact(let run, let name): return .artifact(run, name)
    case .runChange(let run, .cancel): return .cancel(run)
    case .runChange(let run, .resume): return .resume(run)
    case .runChange(let run, .replay): return .replay(run)
    case .runChange(let run, .decide): return .decide(run, try RunDecision(parsing: visit.body))
    case .runChange(let run, .review): return .review(run, try ReviewAnswer(parsing: visit.body))
    case .runChange(let run, .messages): return .send(run, try RunLetter(parsing: visit.body))
    case .reviews: return .reviews(visit.search.limit)
    case .runDifference(let first, let second): return .difference(first, second)
    case .runEvents: return .events(visit.events)
    case .jobs:
      var search = visit.search
      search.queue = search.queue ?? ""
      return .list(search)
    default: return .list(visit.search)
    }
  }
}
