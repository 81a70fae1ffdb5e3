internal import RoundhouseModel

/// Where a path leads. The one to an agent's answer is told apart by ``CallPath`` before.
enum Route: Sendable, Equatable {
  case index, alive, ready, metrics
  case agents, reloadAll
  case agent(String)
  case change(String, Verb)
  case history(String)
  case capabilities
  case explanation(String)
  case statistics, configuration
  case runs, jobs, runEvents, reviews
  case run(String)
  case runChange(String, RunVerb)
  case runDifference(String, String)
  case runArtifact(String, String)
  case call
  case unknown

  enum Verb: String, Sendable, CaseIterable { case enable, disable, reload, replacement, promote, rollback }

  enum RunVerb: String, Sendable, CaseIterable { case cancel, resume, replay, decide, review, messages }

  init(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
    switch (parts.first, parts.count) {
    case ("", 1): self = .index
    case ("healthz", 1): self = .alive
    case ("readyz", 1): self = .ready
    case ("metrics", 1): self = .metrics
    case ("v1", 2...): self = Route(version1: Array(parts.dropFirst()))
    default: self = .unknown
    }
  }

  private init(version1 parts: [String]) {
    if parts.contains("") {
      self = .unknown
      return
    }
    switch (parts[0], parts.count) {
    case ("call", 2): self = .call
    case ("agents", 1): self = .agents
    case ("agents", 2): self = parts[1] == "reload" ? .reloadAll : .agent(parts[1])
    case ("agents", 3) where parts[2] == "history": self = .history(parts[1])
    case ("agents", 3): self = Verb(rawValue: parts[2]).map { .change(parts[1], $0) } ?? .unknown
    case ("capabilities", 1): self = .capabilities
    case ("route", 2): self = .explanation(parts[1])
    case ("runs", 1): self = .runs
    case ("runs", 2): self = parts[1] == "events" ? .runEvents : .run(parts[1])
    case ("runs", 3): self = RunVerb(rawValue: parts[2]).map { .runChange(parts[1], $0) } ?? .unknown
    case ("runs", 4) where parts[2] == "diff": self = .runDifference(parts[1], parts[3])
    case ("runs", 4) where parts[2] == "artifacts": self = .runArtifact(parts[1], parts[3])
    case ("jobs", 1): self = .jobs
    case ("reviews", 1): self = .reviews
    case ("stats", 1): self = .statistics
    case ("config", 1): self = .configuration
    default: self = .unknown
    }
  }

  /// The methods it answers; HEAD goes with GET.
  var methods: [Method] {
    switch self {
    case .reloadAll, .change, .call, .runChange: [.post]
    case .runs, .jobs: [.get, .post]
    case .agent: [.get, .patch]
    case .unknown: []
    default: [.get]
    }
  }

  func allows(_ method: Method) -> Bool { methods.contains(method == .head ? .get : method) }

  /// The value of an `Allow` header.
  var allow: String {
    methods.flatMap { $0 == .get ? [Method.get, .head] : [$0] }.map(\.rawValue).joined(separator: ", ")
  }

  /// All there is, for people: path and what it does.
  static let table = [
    "POST  /v1/call/{capability}             ask for a capability; the body goes to the agent, its answer comes back",
    "GET   /v1/agents                        all agents, with state and figures",
    "GET   /v1/agents/{id}                   one agent",
    "POST  /v1/agents/{id}/enable            also /disable and /reload; ?temporary=true forgets it at the host's end",
    "GET   /v1/agents/{id}/history           its replacements, the latest first",
    "POST  /v1/agents/{id}/replacement       {\"share\": 20, \"hold\": true}: the one that goes on, or the next one",
    "POST  /v1/agents/{id}/promote           also /rollback: let the new generation stay, or the one before come back",
    "PATCH /v1/agents/{id}                   {\"priority\": 200, \"weight\": 50}",
    "POST  /v1/agents/reload                 look through all folders again",
    "GET   /v1/capabilities                  what can be asked for, and who answers",
    "GET   /v1/route/{capability}            whom the router would ask now, and why not the others",
    "POST  /v1/runs                          {\"workflow\": … or \"document\": a plan, \"input\": …, \"wait\": true}",
    "GET   /v1/runs                          ?state=failed&workflow=plan&limit=50: runs, the latest first",
    "GET   /v1/runs/{run}                    one run with its steps; /v1/runs/{run}/diff/{other} compares two",
    "GET   /v1/runs/{run}?whole=true         with all payloads; otherwise long ones are /v1/runs/{run}/artifacts/…",
    "POST  /v1/runs/{run}/cancel             also /resume and /replay",
    "POST  /v1/runs/{run}/decide             {\"done\": …}, {\"again\": true}, {\"failed\": …}: the step that blocks it",
    "POST  /v1/runs/{run}/messages           {\"message\": …, \"sender\": …}: something for a run that waits for it",
    "GET   /v1/reviews                       what runs ask persons to look at, and how reviews ended so far",
    "POST  /v1/runs/{run}/review             {\"verdict\": \"approved\", \"comments\": …, \"reviewer\": …}; rejected, changes",
    "GET   /v1/runs/events                   ?after=0&run=…&type=step:*: what has happened; as it does with text/event-stream",
    "POST  /v1/jobs                          a run for the background, with queue, priority, delay, retries; GET lists",
    "GET   /v1/stats  /v1/config             the host in figures; its configuration",
    "GET   /healthz  /readyz  /metrics       alive, ready, Prometheus",
  ]
}
