internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// The memory of all cells of one host: reserved once, touched as it is used, and kept as long as the process lives,
/// because a reply may be read after its host has gone.
final class CellTable: Sendable {
  static let capacity = 1 << 20
  /// From so many cells on, memory comes in large pages, here and where cells are counted.
  static let many: UInt32 = 2048
  /// So many other cells are used before a freed one, so that a reply can still tell who gave it.
  private static let quarantine = 1024

  nonisolated(unsafe) let cells: UnsafeMutablePointer<Cell>
  /// The `AgentName` of each cell: replaced when the cell is given to another agent, while others may be reading.
  nonisolated(unsafe) private let names: UnsafeMutablePointer<Atomic<UnsafeRawPointer?>>

  private struct Free {
    var indexes: [UInt32] = []
    var first = 0
    var fresh: UInt32 = 0
    /// Ids are few, so each is kept for ever.
    var interned: [String: AgentName] = [:]
  }
  private let free = Mutex(Free())

  init() {
    let size = CellTable.capacity * MemoryLayout<Cell>.stride
    precondition(MemoryLayout<Cell>.stride == 64, "a cell is one cache line")
    let namesSize = CellTable.capacity * MemoryLayout<Atomic<UnsafeRawPointer?>>.stride
    guard let memory = platform_reserve(size), let nameMemory = platform_reserve(namesSize) else {
      fatalError("no address space for \(size + namesSize) bytes of cells")
    }
    // Zeroed memory is no name.
    names = nameMemory.bindMemory(to: Atomic<UnsafeRawPointer?>.self, capacity: CellTable.capacity)
    cells = memory.bindMemory(to: Cell.self, capacity: CellTable.capacity)
  }

  /// Takes cells for an agent's capabilities. They are closed.
  func take(_ count: Int, for agent: String, invoke: InvokeFunction, context: UnsafeMutableRawPointer)
    throws(RoundhouseError)
    -> [UInt32]
  {
    let indexes: [UInt32]? = free.withLock { free in
      let name = free.interned[agent] ?? AgentName(agent)
      free.interned[agent] = name
      var taken: [UInt32] = []
      for _ in 0..<count {
        guard let index = next(&free) else { return nil }
        names[Int(index)].store(UnsafeRawPointer(Unmanaged.passUnretained(name).toOpaque()), ordering: .releasing)
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
    guard let name = names[Int(index)].load(ordering: .acquiring) else { return "" }
    return Unmanaged<AgentName>.fromOpaque(name)._withUnsafeGuaranteedRef { $0.id }
  }

  /// The same for the handler of a crash, which may not make a string: ends with NUL, and stays as long as the table.
  func text(of index: UInt32) -> UnsafePointer<CChar>? {
    guard index < CellTable.capacity, let name = names[Int(index)].load(ordering: .acquiring) else { return nil }
    return Unmanaged<AgentName>.fromOpaque(name)._withUnsafeGuaranteedRef { UnsafePointer($0.text) }
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
    free.fresh += 1
    if free.fresh == CellTable.many {
      let rest = CellTable.capacity - Int(CellTable.many)
      platform_expect_much(cells + Int(CellTable.many), rest * MemoryLayout<Cell>.stride)
    }
    return index
  }
}

/// An agent's id, in memory that is never given back while its table lives.
private final class AgentName: Sendable {
  let id: String
  /// Freed in deinit, with the table.
  nonisolated(unsafe) let text: UnsafeMutablePointer<CChar>

  init(_ id: String) {
    self.id = id
    guard let copy = strdup(id) else { fatalError("no memory for an agent's name") }
    text = copy
  }

  deinit { free(text) }
}
