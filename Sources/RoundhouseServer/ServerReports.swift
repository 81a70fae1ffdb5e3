package import RoundhouseModel

/// Bodies of answers that need more than the host alone knows; each is asked on a thread of the server's own.
package struct ServerReports: Sendable {
  /// Prometheus text.
  package var metrics: @Sendable () -> [UInt8]
  /// `GET /v1/config`, as JSON.
  package var configuration: @Sendable () -> [UInt8]
  /// `GET /v1/agents`, as JSON; nil lists the host's agents and what the operations say was rejected.
  package var agents: (@Sendable () -> [UInt8])?
  /// Whoever answers for `/v1/runs`; nil if there are none.
  package var runs: (any RunAnswering)?
  /// Whether the first scan of the folders is done. Asked on a listener's thread.
  package var isReady: @Sendable () -> Bool

  package init(
    metrics: @escaping @Sendable () -> [UInt8], configuration: @escaping @Sendable () -> [UInt8],
    agents: (@Sendable () -> [UInt8])? = nil, runs: (any RunAnswering)? = nil,
    isReady: @escaping @Sendable () -> Bool = { true }
  ) {
    self.metrics = metrics
    self.configuration = configuration
    self.agents = agents
    self.runs = runs
    self.isReady = isReady
  }
}
