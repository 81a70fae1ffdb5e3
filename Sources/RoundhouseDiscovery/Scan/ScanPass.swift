internal import Glibc
internal import RoundhouseModel

/// One walk through all roots, with what it has found so far.
struct ScanPass {
  let environment: Environment
  let configuration: Configuration
  let limits: ScanLimits
  let safety: FolderGuard
  /// The operator's trusted folders as they are now, without symbolic links.
  private let trusted: [String]
  private(set) var scan = Scan()
  private var paths: [String: String] = [:]
  private var manifestCount = 0

  init(
    _ searchPath: SearchPath, _ environment: Environment, _ configuration: Configuration, _ limits: ScanLimits
  ) {
    self.environment = environment
    self.configuration = configuration
    self.limits = limits
    safety = FolderGuard(user: environment.user, group: environment.group)
    trusted = searchPath.trusted.compactMap(PathText.resolved)
  }

  /// Looks through one root; one that does not exist is passed over, for it may come later.
  mutating func visit(_ root: SearchRoot) {
    do {
      let folder = try FileDescriptor.folder(Array(root.path.utf8))
      if let objection = safety.objection(above: root.path) { return reject(objection) }
      let place = FolderPlace(path: root.path, root: root, isVouchedFor: isVouchedFor(root.path))
      guard isSafe(folder, place), let entries = entries(folder, root.path) else { return }
      if entries.contains(where: { $0.name == Scanner.manifestName }) {
        visit(manifests: entries, in: folder, place)
      } else {
        for entry in entries { visit(entry, in: folder, root) }
      }
    } catch  where error.code == ENOENT {
      return
    } catch {
      reject(Self.unreadable(root.path, error))
    }
  }

  /// The result, in order.
  mutating func finish() -> Scan {
    scan.sort()
    return scan
  }

  mutating func reject(_ problem: ManifestProblem) {
    scan.rejected.append(RejectedAgent(path: problem.path, problems: [problem]))
  }

  mutating func reject(_ path: String, id: String = "", _ problems: [ManifestProblem]) {
    scan.rejected.append(RejectedAgent(path: path, id: id, problems: problems))
  }

  /// Takes in an agent that can be used, unless its id is taken.
  mutating func admit(_ agent: FoundAgent) {
    paths[agent.id] = agent.bundle.manifestPath
    scan.found.append(agent)
  }

  /// Notes that an id is taken, if it is.
  mutating func isShadowed(_ id: String, _ path: String) -> Bool {
    guard let winner = paths[id] else { return false }
    scan.shadowed.append(ShadowedAgent(id: id, path: path, by: winner))
    return true
  }

  mutating func rest(_ agent: DormantAgent) { scan.dormant.append(agent) }

  /// Looks into one entry of a root: an agent's folder, a stray manifest, or neither.
  private mutating func visit(_ entry: FolderListing.Entry, in folder: borrowing FileDescriptor, _ root: SearchRoot) {
    let path = PathText.joined(root.path, PathText.shown(entry.name))
    if Scanner.isFurtherManifest(entry.name), !entry.mayBeFolder { return rejectStray(path) }
    guard entry.mayBeFolder else { return }
    do {
      let inner = try FileDescriptor.folder(entry.name, in: folder.number)
      guard let entries = entries(inner, path) else { return }
      let manifests = entries.filter { Scanner.isManifest($0.name) }
      guard !manifests.isEmpty else { return }
      guard PathText.isPlain(entry.name) else { return rejectName(path) }
      if entry.isLink, let objection = safety.objection(above: path) { return reject(objection) }
      let place = FolderPlace(path: path, root: root, isVouchedFor: isVouchedFor(path))
      if isSafe(inner, place) { visit(manifests: manifests, in: inner, place) }
    } catch  where error.code == ENOTDIR || error.code == ENOENT && !entry.isLink {
      // A file on a file system that does not tell kinds, a link to a file, or gone meanwhile.
      return
    } catch {
      reject(Self.unreadable(path, error))
    }
  }

  private mutating func visit(
    manifests entries: [FolderListing.Entry], in folder: borrowing FileDescriptor, _ place: FolderPlace
  ) {
    let manifests = entries.filter { Scanner.isManifest($0.name) }
    guard manifests.contains(where: { $0.name == Scanner.manifestName }) else {
      return rejectStray(PathText.joined(place.path, PathText.shown(manifests[0].name)))
    }
    for entry in manifests {
      manifestCount += 1
      guard manifestCount <= limits.manifests else {
        if manifestCount == limits.manifests + 1 { rejectRest(place) }
        return
      }
      visit(manifest: entry.name, in: folder, place)
    }
  }

  private mutating func entries(_ folder: borrowing FileDescriptor, _ path: String) -> [FolderListing.Entry]? {
    do {
      let listing = try FolderListing(folder, limit: limits.entries)
      if !listing.isTooLong { return listing.entries }
      reject(
        ManifestProblem(
          path: path, expected: "the folder has more than \(limits.entries) entries",
          remedy: "keep agents in a folder of their own"))
    } catch {
      reject(Self.unreadable(path, error))
    }
    return nil
  }

  private mutating func isSafe(_ folder: borrowing FileDescriptor, _ place: FolderPlace) -> Bool {
    guard let status = try? FileStatus(folder) else { return false }
    guard let objection = safety.objection(to: status, at: place.path, isTrusted: place.isVouchedFor) else {
      return true
    }
    reject(objection)
    return false
  }

  /// Whether the operator named the folder, or one above it, as trusted.
  private func isVouchedFor(_ path: String) -> Bool {
    guard !trusted.isEmpty, let real = PathText.resolved(path) else { return false }
    return trusted.contains { PathText.isWithin(real, $0) }
  }
}
