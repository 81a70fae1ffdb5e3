internal import CRoundhouse
internal import RoundhouseModel

/// The `rh_agent_config` that an instance may read until its destroy, with all it points to.
///
/// One allocation holds the texts; it is freed when the instance lets go of this object, which is after destroy.
final class LentConfig: Sendable {
  private nonisolated(unsafe) let texts: UnsafeMutableRawPointer
  private nonisolated(unsafe) let struct_: UnsafeMutablePointer<rh_agent_config>

  var pointer: UnsafePointer<rh_agent_config> { UnsafePointer(struct_) }

  init(_ bundle: AgentBundle) {
    let parts = [
      Array(bundle.manifest.id.utf8), Array(bundle.manifest.version.utf8), Array(bundle.folder.utf8), bundle.config,
    ]
    texts = .allocate(byteCount: max(1, parts.reduce(0) { $0 + $1.count }), alignment: 1)
    struct_ = .allocate(capacity: 1)
    var starts: [UnsafeMutableRawPointer] = []
    var place = texts
    for part in parts {
      starts.append(place)
      part.withUnsafeBytes { bytes in
        if let source = bytes.baseAddress { place.copyMemory(from: source, byteCount: bytes.count) }
      }
      place += part.count
    }
    func text(_ index: Int) -> rh_string {
      rh_string(data: starts[index].assumingMemoryBound(to: CChar.self), size: UInt64(parts[index].count))
    }
    struct_.initialize(
      to: rh_agent_config(
        struct_size: UInt32(MemoryLayout<rh_agent_config>.size),
        concurrency: UInt32(bundle.manifest.concurrency.limit), agent_id: text(0), version: text(1), folder: text(2),
        config: rh_bytes(data: starts[3], size: UInt64(parts[3].count))))
  }

  deinit {
    struct_.deallocate()
    texts.deallocate()
  }
}
