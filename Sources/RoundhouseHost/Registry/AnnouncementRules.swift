internal import RoundhouseModel

/// What one agent may announce and withdraw, beside what it offers already. Pure.
struct AnnouncementRules: Sendable {
  private let bundle: AgentBundle
  /// At once, and different ones while the instance lives.
  private let limit: Int
  private let limitEver: Int

  init(_ bundle: AgentBundle, _ configuration: HostConfiguration) {
    self.bundle = bundle
    limit = configuration.announcements
    limitEver = configuration.announcementsEver
  }

  private var manifest: Manifest { bundle.manifest }

  /// Lets a capability in or says why not.
  /// - Returns: false if it is offered already, in the very same way: there is nothing to do.
  func admit(_ capability: Capability, beside announced: [Capability]) throws(RoundhouseError) -> Bool {
    let name = capability.name
    guard Permissions.matches(name, manifest.permissions.announce) else {
      throw error(
        .permissionDenied, "\(manifest.id) may not announce \(name)", remedy: "add it to permissions.announce", name)
    }
    if let twin = Self.named(name, capability.version, in: manifest.capabilities + announced).first {
      guard twin != capability else { return false }
      throw error(
        .conflict, "\(manifest.id) offers version \(capability.version) of \(name) already, and not in the same way",
        remedy: "withdraw it first, or give it another version", name)
    }
    guard announced.count < limit else {
      throw error(
        .overloaded, "\(manifest.id) has announced \(limit) capabilities, as many as one agent may",
        remedy: "withdraw some first", name)
    }
    return true
  }

  /// Lets an agent have one more cell or says why not.
  func admitCell(beside count: Int, for capability: String) throws(RoundhouseError) {
    guard count >= limitEver else { return }
    throw error(
      .overloaded, "\(manifest.id) has announced \(limitEver) different capabilities in its life, as many as one may",
      remedy: "announce the same names again, or have the agent reloaded", capability)
  }

  /// What an agent means that withdraws `name`, all versions of it, or `name@2`.
  func withdrawn(_ text: String, from announced: [Capability]) throws(RoundhouseError) -> [Capability] {
    let (name, version) = try CapabilityName.split(text)
    let chosen = Self.named(name, version, in: announced)
    guard chosen.isEmpty else { return chosen }
    guard Self.named(name, version, in: manifest.capabilities).isEmpty else {
      throw error(
        .permissionDenied, "\(text) is declared in the manifest of \(manifest.id) and stays",
        remedy: "take it out of the manifest and announce it", name)
    }
    throw error(
      .unknownCapability, "\(manifest.id) has not announced \(text)", remedy: "withdraw only what was announced", name)
  }

  /// - Parameter version: 0 for all.
  private static func named(_ name: String, _ version: UInt32, in capabilities: [Capability]) -> [Capability] {
    capabilities.filter { $0.name == name && (version == 0 || $0.version == version) }
  }

  private func error(_ code: ErrorCode, _ message: String, remedy: String, _ capability: String) -> RoundhouseError {
    RoundhouseError(
      code, message, remedy: remedy, agent: manifest.id, capability: capability, path: bundle.manifestPath,
      isRetryable: false)
  }
}
