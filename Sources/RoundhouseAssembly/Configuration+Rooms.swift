package import RoundhouseDiscovery
internal import RoundhouseHost
package import RoundhouseIsolation
internal import RoundhouseModel
internal import RoundhouseServer

// From the operator's configuration to what each room wants to know.
extension HostConfiguration {
  init(_ configuration: Configuration, _ installation: Installation, warnsOfForeignAgents: Bool) {
    self.init()
    self.warnsOfForeignAgents = warnsOfForeignAgents
    threads = configuration.blockingThreads
    retryShare = configuration.retryRatio
    retryMinimum = configuration.retryMinimum
    images = configuration.images
    worker = WorkerConfiguration(configuration, installation)
    version = Release.version
  }
}

extension WorkerConfiguration {
  /// What the configuration says of workers, and where their program lies.
  package init(_ configuration: Configuration, _ installation: Installation) {
    self.init()
    program = installation.workerProgram
    spares = configuration.workerSpares
    sandbox.memory = UInt64(configuration.workerMemory)
    sandbox.isStrict = configuration.workersAreStrict
    sandbox.libraries = configuration.workerLibraries
    hangTime = configuration.workerHang
  }
}

extension ServerConfiguration {
  init(_ configuration: Configuration) throws(RoundhouseError) {
    self.init()
    guard let address = ListenAddress(configuration.listen) else {
      throw RoundhouseError(
        .badRequest, "cannot listen on '\(configuration.listen)'", remedy: "write an address such as 127.0.0.1:7717")
    }
    self.address = address
    isInsecure = configuration.isInsecure
    bodyLimit = configuration.bodyLimit
    headLimit = configuration.headerLimit
    connections = configuration.connectionLimit
    requestTimeout = configuration.requestTimeout
  }
}
