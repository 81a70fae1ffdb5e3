package import RoundhouseModel
internal import Synchronization

/// The agents' own figures. May be called from any thread.
package final class Metrics: Metering {
  private let agents = Mutex<[String: AgentMetrics]>([:])

  package init() {}

  package func record(_ kind: MetricKind, _ name: String, _ value: Double, agent: String) throws(RoundhouseError) {
    try agents.withLock { agents throws(RoundhouseError) in
      try agents[agent, default: AgentMetrics()].record(kind, name, value, agent: agent)
    }
  }

  /// Forgets the figures of an agent that is gone.
  package func forget(agent: String) { agents.withLock { _ = $0.removeValue(forKey: agent) } }

  /// Writes all figures as `roundhouse_agent_<name>{agent="…"}`, in the order of names and agents.
  package func write(into text: inout PrometheusText) {
    var families: [String: MetricFamily] = [:]
    for (agent, metrics) in agents.withLock({ $0 }).sorted(by: { $0.key < $1.key }) {
      for series in metrics.series.values { families[series.exposedName, default: MetricFamily()].add(series, agent) }
    }
    for (name, family) in families.sorted(by: { $0.key < $1.key }) {
      family.write(as: "roundhouse_agent_\(name)", into: &text)
    }
  }
}

/// The figures of one name over all agents. They may disagree about its kind; then it is written without one.
private struct MetricFamily {
  private var kinds: Set<MetricKind> = []
  private var samples: [PrometheusText.Sample] = []
  private var histograms: [PrometheusText.HistogramSample] = []

  mutating func add(_ series: AgentMetrics.Series, _ agent: String) {
    kinds.insert(series.kind)
    if series.kind == .histogram {
      histograms.append((labels: [("agent", agent)], value: series.histogram))
    } else {
      samples.append((labels: [("agent", agent)], value: series.value))
    }
  }

  func write(as name: String, into text: inout PrometheusText) {
    let help = "Recorded by agents."
    switch kinds {
    case [.counter]: text.counter(name, help: help, samples)
    case [.gauge]: text.gauge(name, help: help, samples)
    case [.histogram]: text.histogram(name, help: help, histograms)
    default: text.untyped(name, help: help, samples, histograms: histograms)
    }
  }
}
