internal import CRoundhouse
internal import RoundhouseModel

/// The two functions of `roundhouse.state/1` of one agent's library, checked once.
///
/// Copied out of the library's `rh_state`; valid for ever, because libraries are never unloaded.
struct StateTable: Sendable {
  private typealias Write = @convention(c) (UnsafeMutableRawPointer?, rh_bytes) -> rh_status
  private typealias Save = @convention(c) (OpaquePointer, UnsafeMutableRawPointer?, Write) -> rh_status
  private typealias Load = @convention(c) (OpaquePointer, rh_bytes) -> rh_status

  private let saveFunction: Save
  private let loadFunction: Load

  /// nil if the library has no such extension, or one that cannot be used: then the agent hands nothing over.
  init?(_ table: AgentTable) {
    guard let address = table.getExtension?(RH_EXT_STATE), let probe = MemoryProbe(),
      UInt(bitPattern: address) % UInt(MemoryLayout<rh_state>.alignment) == 0,
      let bytes = probe.copy(UInt(bitPattern: address), count: MemoryLayout<rh_state>.size)
    else { return nil }
    let (size, save, load) = bytes.withUnsafeBytes { raw in
      (
        raw.loadUnaligned(as: UInt32.self), raw.loadUnaligned(fromByteOffset: 8, as: UInt.self),
        raw.loadUnaligned(fromByteOffset: 16, as: UInt.self)
      )
    }
    guard size >= UInt32(MemoryLayout<rh_state>.size), save != 0, load != 0, probe.copy(save, count: 1) != nil,
      probe.copy(load, count: 1) != nil
    else { return nil }
    saveFunction = unsafeBitCast(save, to: Save.self)
    loadFunction = unsafeBitCast(load, to: Load.self)
  }

  /// All that the agent writes, joined.
  func save(_ agent: OpaquePointer, limit: Int) throws(RoundhouseError) -> [UInt8] {
    var room = StateRoom(limit: limit)
    let status = withUnsafeMutablePointer(to: &room) { room in
      saveFunction(agent, room) { writer, chunk in
        guard let writer else { return RH_BAD_REQUEST }
        return writer.assumingMemoryBound(to: StateRoom.self).pointee.take(chunk)
      }
    }
    if room.isFull {
      throw RoundhouseError(
        .storeFull, "the agent's state has more than \(limit) bytes", remedy: "raise limits.state in its manifest")
    }
    guard status == RH_OK else { throw StateTable.refused("save", status) }
    return room.bytes
  }

  func load(_ agent: OpaquePointer, _ state: [UInt8]) throws(RoundhouseError) {
    let status = state.withUnsafeBytes { bytes in
      loadFunction(agent, rh_bytes(data: bytes.baseAddress, size: UInt64(bytes.count)))
    }
    guard status == RH_OK else { throw StateTable.refused("load", status) }
  }

  private static func refused(_ function: String, _ status: rh_status) -> RoundhouseError {
    RoundhouseError(
      StatusCode.code(of: status), "the agent's \(function) of its state returned \(status)",
      remedy: "see the agent's own words in the log")
  }
}

/// Where the chunks of one `save` come together.
private struct StateRoom {
  let limit: Int
  var bytes: [UInt8] = []
  var isFull = false

  init(limit: Int) { self.limit = limit }

  mutating func take(_ chunk: rh_bytes) -> rh_status {
    guard let data = chunk.data, chunk.size > 0 else { return RH_OK }
    guard chunk.size <= UInt64(limit - bytes.count) else {
      isFull = true
      return RH_STORE_FULL
    }
    bytes.append(contentsOf: UnsafeRawBufferPointer(start: data, count: Int(chunk.size)))
    return RH_OK
  }
}
