internal import CRoundhouse
internal import RoundhouseModel

// What a plugin offers beside its core. The tables are the library's and live for ever.
extension AgentTable {
  package var offersExtensions: Bool { getExtension != nil }

  /// The table that the agent gives for an id; nil if it gives none.
  package func extensionTable(_ id: String) -> UnsafeRawPointer? { getExtension.flatMap { id.withCString($0) } }

  package static let stateExtension = RH_EXT_STATE

  package var offersResume: Bool { resume != nil }
  package var offersCancel: Bool { cancel != nil }
  package var offersHealth: Bool { health != nil }
  package var offersDrain: Bool { drain != nil }
}

// State that one generation hands to the next.
extension ProbedAgent {
  /// What the agent writes while it saves. Borrowed by the agent until `save` returns.
  private final class Paper {
    var bytes: [UInt8] = []
    /// The chunk that is refused, and how many came after it.
    var refused: Int?
    var chunks = 0
    var isLate = false
  }

  package struct SavedState: Sendable {
    package let status: Int32
    package let bytes: [UInt8]
    package let chunks: Int
    /// Whether it went on writing after it had been told to stop.
    package let wroteOn: Bool
  }

  /// Has the agent save its state.
  /// - Parameter refusing: the chunk at which it is told that there is no more room, from 0; nil: none.
  /// - Returns: nil if it keeps no state.
  package func saveState(refusing: Int? = nil) -> SavedState? {
    guard let table = stateTable else { return nil }
    let paper = Paper()
    paper.refused = refusing
    let status = table.save(agent, Unmanaged.passUnretained(paper).toOpaque()) { writer, chunk in
      guard let writer else { return RH_BAD_REQUEST }
      let paper = Unmanaged<Paper>.fromOpaque(writer).takeUnretainedValue()
      if let refused = paper.refused, paper.chunks > refused { paper.isLate = true }
      paper.chunks += 1
      if let refused = paper.refused, paper.chunks > refused { return RH_STORE_FULL }
      paper.bytes += UnsafeRawBufferPointer(start: chunk.data, count: Int(chunk.size))
      return RH_OK
    }
    return SavedState(status: status, bytes: paper.bytes, chunks: paper.chunks, wroteOn: paper.isLate)
  }

  /// Gives the agent a state.
  /// - Returns: what `load` returned; nil if it keeps no state.
  package func loadState(_ bytes: [UInt8]) -> Int32? {
    guard let table = stateTable else { return nil }
    return bytes.withUnsafeBytes { table.load(agent, rh_bytes(data: $0.baseAddress, size: UInt64($0.count))) }
  }

  private var stateTable: rh_state? {
    table.extensionTable(AgentTable.stateExtension)?.load(as: rh_state.self)
  }
}
