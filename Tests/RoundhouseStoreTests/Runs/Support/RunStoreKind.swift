import RoundhouseRuns
import RoundhouseStore

/// The stores of runs that must keep the same rules.
enum RunStoreKind: CaseIterable, Sendable {
  case sqlite, memory
  /// Whose rows follow each commit.
  case following

  func make(in folder: TemporaryFolder) throws -> any RunStore {
    switch self {
    case .sqlite: try SQLiteRunStore(folder: folder.path, name: "1", settings: .small)
    case .memory: MemoryRunStore()
    case .following: try SQLiteRunStore(folder: folder.path, name: "1", settings: .following)
    }
  }
}

extension RunStoreSettings {
  /// Without room for a full disk.
  static var small: RunStoreSettings {
    var settings = RunStoreSettings()
    settings.ballast = 0
    return settings
  }

  static var following: RunStoreSettings {
    var settings = small
    settings.mostAhead = 1
    return settings
  }
}
