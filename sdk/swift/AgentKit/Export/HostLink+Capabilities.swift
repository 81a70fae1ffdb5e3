// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

extension HostLink {
  /// - Parameter name: what to call it in an error.
  func announce(_ declaration: String, _ name: String) throws(AgentError) {
    let capabilities = try capabilities()
    let status = Array(declaration.utf8).withUnsafeBytes { capabilities.announce(table, rh_bytes($0)) }
    guard status == RH_OK else {
      throw AgentError(host: status, "the host did not take the announcement of \(name); its log says why")
    }
  }

  func withdraw(_ capability: String) throws(AgentError) {
    let capabilities = try capabilities()
    let status = TextBlock(capability).withStrings { capabilities.withdraw(table, $0[0]) }
    guard status == RH_OK else {
      throw AgentError(host: status, "the host did not withdraw \(capability); its log says why")
    }
  }

  /// The host's table of this extension, which lives until `destroy`.
  private func capabilities() throws(AgentError) -> rh_capabilities {
    guard let table = table.pointee.get_extension(table, RH_EXT_CAPABILITIES),
      table.load(as: UInt32.self) >= MemoryLayout<rh_capabilities>.size
    else {
      throw AgentError(.unsupported, "this host has no \(RH_EXT_CAPABILITIES); declare capabilities in the manifest")
    }
    return table.load(as: rh_capabilities.self)
  }
}
