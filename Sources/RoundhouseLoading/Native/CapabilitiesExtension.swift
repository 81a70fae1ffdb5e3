internal import CRoundhouse
internal import RoundhouseModel

/// `roundhouse.capabilities/1`: what an agent announces and withdraws while it lives.
enum CapabilitiesExtension {
  /// Built once, never freed: every instance of the process may hold it.
  nonisolated(unsafe) static let table: UnsafePointer<rh_capabilities> = {
    let memory = UnsafeMutablePointer<rh_capabilities>.allocate(capacity: 1)
    memory.initialize(
      to: rh_capabilities(
        struct_size: UInt32(MemoryLayout<rh_capabilities>.size), reserved: 0,
        announce: { host, declaration in CapabilitiesExtension.announce(host, declaration) },
        withdraw: { host, name in CapabilitiesExtension.withdraw(host, name) }))
    return UnsafePointer(memory)
  }()

  private static func announce(_ host: UnsafePointer<rh_host>, _ declaration: rh_bytes) -> rh_status {
    let services = HostFunctions.services(HostTable.behind(host))
    let limit = UInt64(ManifestReader.maximumCapabilitySize)
    guard declaration.size <= limit, let bytes = [UInt8](declaration) else {
      let size = declaration.data == nil ? "no bytes" : "\(declaration.size) bytes"
      services.log(.warning, "refused an announcement of \(size): it may have \(limit)", call: RH_NO_CALL)
      return RH_BAD_REQUEST
    }
    return HostFunctions.status { () throws(RoundhouseError) in try services.announce(bytes) }
  }

  private static func withdraw(_ host: UnsafePointer<rh_host>, _ name: rh_string) -> rh_status {
    let services = HostFunctions.services(HostTable.behind(host))
    return HostFunctions.status { () throws(RoundhouseError) in try services.withdraw(String(name, limit: 256)) }
  }
}

extension [UInt8] {
  /// Copies bytes from an agent; nil if they cannot be bytes: no address, or longer than any memory.
  init?(_ bytes: rh_bytes) {
    guard bytes.size <= UInt64(Int32.max), bytes.data != nil || bytes.size == 0 else { return nil }
    self.init(UnsafeRawBufferPointer(start: bytes.data, count: Int(bytes.size)))
  }
}
