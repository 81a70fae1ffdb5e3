internal import RoundhouseDiscovery
internal import RoundhouseModel
internal import RoundhouseStore

/// What lasts: the agents' state, and what operators changed. In one folder, or for this process only.
struct StateKeeping: Sendable {
  let store: any StateInspecting
  /// nil: nothing lasts.
  let settings: SettingsStore?
  /// nil: nothing lasts.
  let history: HistoryStore?
  /// nil: nobody is told of crashes.
  let crashes: CrashStore?
  /// nil: in memory.
  let folder: String?

  init(_ options: AssemblyOptions, _ configuration: Configuration) throws(RoundhouseError) {
    let isNamed = configuration.entries().contains { $0.key == "state" && $0.origin != .standard }
    let isKept =
      switch options.state {
      case .folder: true
      case .folderIfNamed: isNamed
      case .memory: false
      }
    guard isKept else {
      store = try MemoryStateStore()
      settings = nil
      history = nil
      crashes = nil
      folder = nil
      return
    }
    let folder = try StateFolder(path: configuration.state)
    store = try StateStore(folder: folder)
    settings = SettingsStore(folder: folder)
    history = HistoryStore(folder: folder)
    crashes = CrashStore(folder: folder)
    self.folder = folder.path
  }
}
