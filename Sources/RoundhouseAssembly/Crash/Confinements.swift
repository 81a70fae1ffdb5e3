internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import RoundhouseStore
internal import Synchronization

/// Which agents live in workers because a host crashed in their call, until their library changes or an operator enables
/// them again.
final class Confinements: Sendable {
  private let store: CrashStore?
  private let log: any Logging
  private let state: Mutex<[String: Confinement]>

  /// Takes up what the last host has left.
  init(_ store: CrashStore?, _ log: any Logging) throws(RoundhouseError) {
    var known = try store?.confinements() ?? [:]
    if let store, let note = try store.note() {
      let place = note.agent.isEmpty ? "in no agent's call" : "in \(note.agent), capability \(note.capability)"
      log.warning(
        "the last host here was ended by \(note.signal) \(place)" + (note.agent.isEmpty ? "" : ": it gets a worker"),
        LogFields(agent: note.agent))
      if !note.agent.isEmpty {
        known[note.agent] = Confinement(
          reason: "a host was ended by \(note.signal) in its \(note.capability)", time: note.time)
        try store.save(known)
      }
    }
    self.store = store
    self.log = log
    state = Mutex(known)
  }

  /// The bundle as it is to be loaded.
  func confined(_ bundle: AgentBundle) -> AgentBundle {
    let id = bundle.manifest.id
    guard let confinement = state.withLock({ $0[id] }) else { return bundle }
    let digest = Self.digest(of: bundle)
    let hasChanged = confinement.sha256.map { $0 != digest } ?? Self.isNewer(bundle, than: confinement.time)
    if hasChanged {
      log.info(
        "its library has changed since a host crashed in it: it may live in the host again", LogFields(agent: id))
      change { $0[id] = nil }
      return bundle
    }
    if confinement.sha256 == nil { change { $0[id]?.sha256 = digest } }
    var bundle = bundle
    bundle.tier = .worker
    bundle.confinement = confinement.reason
    return bundle
  }

  /// - Returns: whether the agent was confined until now.
  func lift(_ agent: String) throws(RoundhouseError) -> Bool {
    let rest: [String: Confinement]? = state.withLock { $0.removeValue(forKey: agent) == nil ? nil : $0 }
    if let rest { try store?.save(rest) }
    return rest != nil
  }

  private func change(_ body: (inout [String: Confinement]) -> Void) {
    let all = state.withLock { state in
      body(&state)
      return state
    }
    do throws(RoundhouseError) { try store?.save(all) } catch {
      log.warning("which agents are confined could not be kept: \(error.description)", LogFields(path: error.path))
    }
  }

  /// Empty for a library of the system's, and for one that cannot be loaded anyway.
  private static func digest(of bundle: AgentBundle) -> String {
    let library = bundle.manifest.library
    guard !library.isSystemName else { return "" }
    return (try? SealedImage(library, in: bundle.folder, kind: bundle.manifest.kind).sha256) ?? ""
  }

  /// Whether the library's file was changed, moved or replaced after a moment.
  private static func isNewer(_ bundle: AgentBundle, than time: Int64) -> Bool {
    var status = stat()
    guard !bundle.manifest.library.isSystemName,
      stat("\(bundle.folder)/\(bundle.manifest.library.path)", &status) == 0
    else { return false }
    return Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec) > time
  }
}
