internal import RoundhouseModel

/// What must be done to get from one scan to the next: first removals, then changes, then additions.
///
/// An agent that was good and cannot be read now (a manifest half written, a library being exchanged, a folder that
/// lost its permissions) is not removed: it stays as it was until its files are good again or gone.
package struct ScanDifference: Sendable, Equatable {
  /// Sorted by id, as all lists here.
  package private(set) var removed: [FoundAgent] = []
  /// Agents whose manifest, configuration or library's file differ; each as it is now.
  package private(set) var changed: [FoundAgent] = []
  package private(set) var added: [FoundAgent] = []
  /// Agents that stay as they were, with why.
  package private(set) var held: [FoundAgent] = []
  /// What was not rejected in the same words before.
  package private(set) var newlyRejected: [RejectedAgent] = []
  /// The new scan with the held agents among those found: what the next scan is to be compared with.
  package private(set) var settled: Scan

  package init(from old: Scan, to new: Scan) {
    settled = new
    let known = Dictionary(grouping: old.rejected, by: \.path)
    newlyRejected = new.rejected.filter { known[$0.path]?.contains($0) != true }
    let refusals = Refusals(new.rejected)
    var now = Dictionary(new.found.map { ($0.id, $0) }) { first, _ in first }
    for agent in old.found where refusals.cover(agent.bundle.manifestPath) {
      held.append(agent)
      settled.shadow(now.removeValue(forKey: agent.id), by: agent)
    }
    let kept = Set(held.map(\.id))
    var before: [String: FoundAgent] = [:]
    for agent in old.found where !kept.contains(agent.id) {
      before[agent.id] = agent
      if now[agent.id] == nil { removed.append(agent) }
    }
    for agent in new.found where now[agent.id] != nil {
      guard let former = before[agent.id] else {
        added.append(agent)
        continue
      }
      if former != agent { changed.append(agent) }
    }
    settled.sort()
  }

  /// Whether there is nothing to do.
  package var isEmpty: Bool { removed.isEmpty && changed.isEmpty && added.isEmpty }
}

/// The paths that could not be used: manifests, and folders with all that is in them.
private struct Refusals {
  private let paths: Set<String>

  init(_ rejected: [RejectedAgent]) { paths = Set(rejected.map(\.path)) }

  func cover(_ manifestPath: String) -> Bool {
    if paths.isEmpty { return false }
    if paths.contains(manifestPath) { return true }
    let folder = PathText.parent(manifestPath)
    return paths.contains(folder) || paths.contains(PathText.parent(folder))
  }
}

extension Scan {
  /// Puts an agent that is held in its place, ahead of one that would have taken it.
  fileprivate mutating func shadow(_ rival: FoundAgent?, by agent: FoundAgent) {
    found.removeAll { $0.id == agent.id }
    found.append(agent)
    guard let rival else { return }
    shadowed.append(ShadowedAgent(id: agent.id, path: rival.bundle.manifestPath, by: agent.bundle.manifestPath))
  }
}
