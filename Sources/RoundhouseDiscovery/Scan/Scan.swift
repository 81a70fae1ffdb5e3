internal import RoundhouseModel

/// What one look at all folders showed. Nothing was loaded to find it out.
package struct Scan: Sendable, Equatable {
  /// One for each id, sorted by id.
  package var found: [FoundAgent] = []
  /// Sorted by path.
  package var rejected: [RejectedAgent] = []
  /// Agents whose id an earlier folder has taken, sorted by path.
  package var shadowed: [ShadowedAgent] = []
  /// Agents whose endpoint is not known, sorted by path.
  package var dormant: [DormantAgent] = []

  package init() {}

  /// The agent with an id.
  package subscript(_ id: String) -> FoundAgent? { found.first { $0.id == id } }

  /// Folders beside the agents' own in which their libraries lie, for the watcher.
  package var libraryFolders: [String] {
    let folders = found.compactMap { agent -> String? in
      guard agent.library != nil, agent.bundle.manifest.library.path.contains("/") else { return nil }
      return PathText.parent(PathText.joined(agent.bundle.folder, agent.bundle.manifest.library.path))
    }
    return Set(folders).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Puts the lists in order, so that the same folders always give the same value.
  mutating func sort() {
    found.sort { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    rejected.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    shadowed.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    dormant.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
