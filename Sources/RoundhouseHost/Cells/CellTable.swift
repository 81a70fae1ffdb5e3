internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// The memory of all cells of one host: reserved once, touched as it is used, and kept as long as the process lives,
/// because a reply may be read after its host has gone.
final class CellTable: Sendable {
  static let capacity = 1 << 20
  /// So many other cells are used before a freed one, so that a reply can still tell who gave it.
  private static let quarantine = 1024

  nonisolated(unsafe) let cells: UnsafeMutablePointer<Cell>

  private struct Free {
    var indexes: [UInt32] = []
    var first = 0
    var fresh: UInt32 = 0
    /// The agent's id by cell: ids are few, so each is kept for ever.
    var names: [String] = []
  }
  private let free = Mutex(Free())

  init() {
    let size = CellTable.capacity * MemoryLayout<Cell>.stride
    precondition(MemoryLayout<Cell>.stride == 64, "a cell is one cache line")
    guard let memory = platform_reserve(size) else { fatalError("no address space for \(size) bytes of cells") }
    cells = memory.bindMemory(to: Cell.self, capacity: CellTable.capacity)
  }

  /// Takes cells for an agent's capabilities. They are closed.
  func take(_ count: Int, for agent: String, invoke: InvokeFunction, context: UnsafeMutableRawPointer)
    throws(RoundhouseError)
    -> [UInt32]
  {
    let indexes: [UInt32]? = free.withLock { free in
      var taken: [UInt32] = []
      for _ in 0..<count {
        guard let index = next(&free) else { return nil }
        free.names[Int(index)] = agent
        taken.append(index)
      }
      return taken
    }
    guard let indexes else {
      throw RoundhouseError(
        .overloaded, "the host holds \(CellTable.capacity) capabilities and has no place for more",
        remedy: "remove agents, or run another host", agent: agent)
    }
    for index in indexes {
      let cell = cells + Int(index)
      cell.pointee.gate.store(Gate.closed(.starting), ordering: .relaxed)
      cell.pointee.latency.store(0, ordering: .relaxed)
      cell.pointee.invoke = invoke
      cell.pointee.context = context
    }
    return indexes
  }

  /// Takes back cells that are closed and empty.
  func give(_ indexes: [UInt32]) {
    free.withLock { $0.indexes.append(contentsOf: indexes) }
  }

  /// Whose cell it is, or was last.
  func agent(of index: UInt32) -> String {
    free.withLock { Int(index) < $0.names.count ? $0.names[Int(index)] : "" }
  }

  private func next(_ free: inout Free) -> UInt32? {
    if free.indexes.count - free.first > CellTable.quarantine || free.fresh == UInt32(CellTable.capacity) {
      guard free.first < free.indexes.count else { return nil }
      defer { free.first += 1 }
      if free.first > 4096 {
        free.indexes.removeFirst(free.first)
        free.first = 0
      }
      return free.indexes[free.first]
    }
    let index = free.fresh
    // The invoke pointer is set by `take` before anybody can enter.
    (cells + Int(index)).initialize(to: Cell(invoke: { _, _, _ in -1 }, context: UnsafeMutableRawPointer(cells)))
    free.names.append("")
    free.fresh += 1
    return index
  }
}
