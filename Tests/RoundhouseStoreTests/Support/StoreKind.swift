import RoundhouseModel
import RoundhouseStore

/// The stores that must keep the same rules.
enum StoreKind: CaseIterable, Sendable {
  case sqlite, memory

  func make(in folder: TemporaryFolder, capacity: Int = 1024) throws -> any StateInspecting {
    switch self {
    case .sqlite: try StateStore(folder: StateFolder(path: folder.path), capacity: capacity)
    case .memory: try MemoryStateStore(capacity: capacity)
    }
  }
}
