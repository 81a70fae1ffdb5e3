internal import RoundhouseHost
internal import RoundhouseModel
internal import RoundhouseTelemetry

/// The host's and the agents' figures as Prometheus reads them.
struct HostFigures: Sendable {
  let host: Host
  let metrics: Metrics

  /// The text of `/metrics`.
  var text: [UInt8] {
    var text = PrometheusText()
    writeHost(host.statistics(), into: &text)
    writeAgents(host.agents(), into: &text)
    metrics.write(into: &text)
    return text.text
  }

  private func writeHost(_ host: HostStatistics, into text: inout PrometheusText) {
    func gauge(_ name: String, _ help: String, _ value: Double) {
      text.gauge("roundhouse_\(name)", help: help, [([], value)])
    }
    text.gauge("roundhouse_info", help: "Which Roundhouse this is.", [([("version", host.version)], 1)])
    gauge("uptime_seconds", "Seconds since the host started.", Double(host.uptime) / 1e9)
    gauge("agents", "Agents that are registered.", Double(host.agents))
    gauge("agents_enabled", "Agents that operators let take part.", Double(host.enabledAgents))
    gauge("agents_routable", "Agents that would be asked now.", Double(host.routableAgents))
    gauge("capabilities", "Capabilities that can be asked for.", Double(host.capabilities))
    gauge("calls_in_flight", "Calls that agents are working on.", Double(host.inFlight))
    gauge("calls_queued", "Calls that wait for a place.", Double(host.queued))
    gauge("calls_stuck", "Calls that were answered at the deadline and go on.", Double(host.stuckCalls))
    gauge("threads", "Threads for blocking agents.", Double(host.threads))
    gauge("threads_stuck", "Threads that an agent does not give back.", Double(host.stuckThreads))
    gauge("resident_memory_bytes", "Resident memory of the host.", Double(host.residentMemory))
    text.counter("roundhouse_registry_changes_total", help: "Changes of the registry.", [([], Double(host.generation))])
    text.counter(
      "roundhouse_failovers_total", help: "Calls that another agent took over.", [([], Double(host.failovers))])
    text.counter(
      "roundhouse_retries_refused_total", help: "Failovers that the retry budget refused.",
      [([], Double(host.refusedRetries))])
  }

  private func writeAgents(_ agents: [AgentStatus], into text: inout PrometheusText) {
    let states = agents.map { agent in
      (labels: [("agent", agent.id), ("state", agent.state.rawValue)], value: 1.0)
    }
    text.gauge("roundhouse_agent_state", help: "The state that each agent is in.", states)
    let misbehaviours = agents.map { (labels: [("agent", $0.id)], value: Double($0.misbehaviours)) }
    text.counter("roundhouse_agent_misbehaviours_total", help: "Broken rules of the ABI.", misbehaviours)
    writeWorkers(agents, into: &text)
    let rows = agents.flatMap { agent in
      agent.capabilities.map { (labels: [("agent", agent.id), ("capability", $0.capability.name)], calls: $0.calls) }
    }
    text.counter(
      "roundhouse_calls_total", help: "Attempts that ended.", rows.map { ($0.labels, Double($0.calls.calls)) })
    text.counter(
      "roundhouse_call_errors_total", help: "Attempts that ended with an error.",
      rows.map { ($0.labels, Double($0.calls.errors)) })
    let outcomes = host.replacementOutcomes().flatMap { agent, promoted, rolledBack in
      [
        (labels: [("agent", agent), ("outcome", "promoted")], value: Double(promoted)),
        (labels: [("agent", agent), ("outcome", "rolled-back")], value: Double(rolledBack)),
      ]
    }
    text.counter("roundhouse_agent_replacements_total", help: "Replacements that ended.", outcomes)
    text.histogram(
      "roundhouse_call_duration_seconds", help: "How long attempts took.",
      rows.map { ($0.labels, Self.histogram($0.calls)) })
  }

  private func writeWorkers(_ agents: [AgentStatus], into text: inout PrometheusText) {
    let workers = agents.compactMap { agent in agent.worker.map { (labels: [("agent", agent.id)], figures: $0) } }
    text.counter(
      "roundhouse_worker_restarts_total", help: "Processes of each agent that were started after one had ended.",
      workers.map { ($0.labels, Double($0.figures.restarts)) })
    text.counter(
      "roundhouse_worker_endings_total", help: "Processes of each agent that have ended by themselves or were ended.",
      workers.map { ($0.labels, Double($0.figures.endings)) })
    text.gauge(
      "roundhouse_worker_memory_bytes", help: "Resident memory of each agent's process.",
      workers.map { ($0.labels, Double($0.figures.memory)) })
  }

  /// The powers of two of nanoseconds, thinned out to one bound in four from 1 µs to a minute.
  private static func histogram(_ calls: CallStatistics) -> HistogramValue {
    let edges = Array(stride(from: 10, through: 36, by: 2))
    var counts: [UInt64] = []
    var last = 0
    for edge in edges {
      counts.append(calls.buckets[last...edge].reduce(0, +))
      last = edge + 1
    }
    counts.append(calls.buckets[last...].reduce(0, +))
    let bounds = edges.map { Double(UInt64(1) << UInt64($0)) / 1e9 }
    return HistogramValue(bounds: bounds, counts: counts, sum: Double(calls.total) / 1e9)
  }
}
