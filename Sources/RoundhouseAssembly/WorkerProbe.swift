internal import CPlatform
package import RoundhouseHost
internal import RoundhouseIsolation
package import RoundhouseModel
internal import RoundhouseStore
internal import RoundhouseTelemetry

/// Tries a new generation in a worker of a host that is thrown away: whatever it does, it does it there.
package struct WorkerProbe: AgentProbing {
  private let configuration: HostConfiguration

  /// - Parameter configuration: that of the host which is to be spared.
  package init(_ configuration: HostConfiguration) {
    var configuration = configuration
    configuration.worker.spares = 0
    self.configuration = configuration
  }

  package func probe(_ bundle: AgentBundle) throws(RoundhouseError) {
    let surroundings = HostSurroundings(log: MemoryLog(), metrics: Metrics(), state: try MemoryStateStore())
    let host = Host(configuration, surroundings)
    defer { host.drain(until: platform_now() &+ .seconds(1)) }
    var bundle = bundle
    bundle.manifest.tier = .worker
    try host.add(bundle)
  }
}
