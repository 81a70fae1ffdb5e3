internal import RoundhouseModel

extension HTTPRequest {
  /// A question about runs as a request.
  init(_ question: RunQuestion) {
    switch question {
    case .begin(let run):
      self = HTTPRequest.post("/v1/runs", run.json)
      // A run takes as long as it takes; the host keeps its own time.
      if run.waits { timeout = 0 }
    case .enqueue(let job): self = HTTPRequest.post("/v1/jobs", job.json)
    case .list(let search):
      self.init("GET", (search.queue == nil ? "/v1/runs" : "/v1/jobs") + HTTPRequest.query(search))
    case .show(let run): self.init("GET", HTTPRequest.path(run))
    case .export(let run): self.init("GET", HTTPRequest.path(run) + "?whole=true")
    case .artifact(let run, let name):
      self.init("GET", HTTPRequest.path(run) + "/artifacts/" + HTTPRequest.encode(name))
    case .cancel(let run): self = HTTPRequest.post(HTTPRequest.path(run) + "/cancel", [])
    case .resume(let run): self = HTTPRequest.post(HTTPRequest.path(run) + "/resume", [])
    case .decide(let run, let decision): self = HTTPRequest.post(HTTPRequest.path(run) + "/decide", decision.json)
    case .reviews(let limit): self.init("GET", "/v1/reviews?limit=\(limit)")
    case .review(let run, let answer): self = HTTPRequest.post(HTTPRequest.path(run) + "/review", answer.json)
    case .send(let run, let letter): self = HTTPRequest.post(HTTPRequest.path(run) + "/messages", letter.json)
    case .replay(let run): self = HTTPRequest.post(HTTPRequest.path(run) + "/replay", [])
    case .difference(let first, let second):
      self.init("GET", HTTPRequest.path(first) + "/diff/" + HTTPRequest.encode(second))
    case .events(let wish): self.init("GET", "/v1/runs/events" + HTTPRequest.query(wish))
    }
  }

  private static func query(_ wish: RunEventWish) -> String {
    var text = "?after=\(wish.after ?? 0)"
    for (name, value) in [("run", wish.run), ("agent", wish.agent), ("type", wish.type)] where !value.isEmpty {
      text += "&\(name)=" + HTTPRequest.encode(value)
    }
    return text
  }

  private static func path(_ run: String) -> String { "/v1/runs/" + encode(run) }

  private static func post(_ target: String, _ body: [UInt8]) -> HTTPRequest {
    var request = HTTPRequest("POST", target)
    request.headers = [("Content-Type", "application/json")]
    request.body = body
    return request
  }

  private static func query(_ search: RunSearch) -> String {
    var text = "?limit=\(search.limit)"
    if !search.state.isEmpty { text += "&state=" + encode(search.state) }
    if !search.workflow.isEmpty { text += "&workflow=" + encode(search.workflow) }
    if let queue = search.queue, !queue.isEmpty { text += "&queue=" + encode(queue) }
    return text
  }
}
