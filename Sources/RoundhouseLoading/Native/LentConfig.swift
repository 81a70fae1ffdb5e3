internal import CRoundhouse
internal import RoundhouseModel

/// The `rh_agent_config` that an instance may read until its destroy, with all it points to.
///
/// One allocation holds the struct and behind it the texts; it is freed when the instance lets go of this object, which
/// is after destroy.
final class LentConfig: Sendable {
  private nonisolated(unsafe) let memory: UnsafeMutableRawPointer

  var pointer: UnsafePointer<rh_agent_config> { UnsafePointer(memory.assumingMemoryBound(to: rh_agent_config.self)) }

  init(_ bundle: AgentBundle) {
    let manifest = bundle.manifest
    let size =
      MemoryLayout<rh_agent_config>.size + manifest.id.utf8.count + manifest.version.utf8.count
      + bundle.folder.utf8.count + bundle.config.count
    memory = .allocate(byteCount: size, alignment: MemoryLayout<rh_agent_config>.alignment)
    var place = memory + MemoryLayout<rh_agent_config>.size
    let id = LentConfig.lend(manifest.id, &place)
    let version = LentConfig.lend(manifest.version, &place)
    let folder = LentConfig.lend(bundle.folder, &place)
    let config = bundle.config.withUnsafeBytes { LentConfig.lend($0, &place) }
    memory.initializeMemory(
      as: rh_agent_config.self,
      to: rh_agent_config(
        struct_size: UInt32(MemoryLayout<rh_agent_config>.size), concurrency: UInt32(manifest.concurrency.limit),
        agent_id: id, version: version, folder: folder, config: config))
  }

  deinit { memory.deallocate() }

  /// Copies a text to a place, and moves the place behind it.
  private static func lend(_ text: String, _ place: inout UnsafeMutableRawPointer) -> rh_string {
    var text = text
    let bytes = text.withUTF8 { lend(UnsafeRawBufferPointer($0), &place) }
    return rh_string(data: bytes.data?.assumingMemoryBound(to: CChar.self), size: bytes.size)
  }

  private static func lend(_ bytes: UnsafeRawBufferPointer, _ place: inout UnsafeMutableRawPointer) -> rh_bytes {
    if let source = bytes.baseAddress { place.copyMemory(from: source, byteCount: bytes.count) }
    defer { place += bytes.count }
    return rh_bytes(data: UnsafeRawPointer(place), size: UInt64(bytes.count))
  }
}
