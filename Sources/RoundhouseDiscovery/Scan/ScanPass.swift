internal import CPlatform
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
  /// When it began, by the clock that dates files.
  let begin = platform_wall_clock()
  /// What the pass before has read, and what this one knows at its end.
  let former: ScanMemory
  var memory = ScanMemory()
  private(set) var scan = Scan()
  private var paths: [String: String] = [:]
  private var manifestCount = 0

  init(
    _ searchPath: SearchPath, _ environment: Environment, _ configuration: Configuration, _ limits: ScanLimits,
    _ former: ScanMemory
  ) {
    self.former = former
    memory.folders.reserveCapacity(former.folders.count)
    memory.manifests.reserveCapacity(former.manifests.count)
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
      let resolved = trusted.isEmpty ? nil : PathText.resolved(root.path)
      let place = FolderPlace(path: root.path, root: root, isVouchedFor: isVouchedFor(resolved))
      guard isSafe(folder, place), let entries = entries(folder, root.path) else { return }
      if entries.contains(where: { $0.name == Scanner.manifestName }) {
        let manifests = entries.map(\.name).filter(Scanner.isManifest)
        visit(manifests: manifests, in: FolderReference(folder), place)
      } else {
        let place = RootPlace(root: root, resolved: resolved)
        for entry in entries { visit(entry, in: folder, place) }
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
  private mutating func visit(_ entry: FolderListing.Entry, in folder: borrowing FileDescriptor, _ root: RootPlace) {
    let path = PathText.joined(root.root.path, PathText.shown(entry.name))
    if Scanner.isFurtherManifest(entry.name), !entry.mayBeFolder { return rejectStray(path) }
    guard entry.mayBeFolder, !revisit(entry, in: folder, path, root) else { return }
    do {
      let inner = try FileDescriptor.folder(entry.name, in: folder.number)
      let stamp = try FileStatus(inner).stamp
      guard let entries = entries(inner, path) else { return }
      let manifests = entries.map(\.name).filter(Scanner.isManifest)
      guard manifests.isEmpty || PathText.isPlain(entry.name) else { return rejectName(path) }
      if !entry.isLink { remember(manifests, in: path, stamp) }
      if manifests.isEmpty { return }
      if entry.isLink, let objection = safety.objection(above: path) { return reject(objection) }
      let place = place(of: entry, path, root)
      if isSafe(inner, place) { visit(manifests: manifests, in: FolderReference(inner), place) }
    } catch  where error.code == ENOTDIR || error.code == ENOENT && !entry.isLink {
      // A file on a file system that does not tell kinds, a link to a file, or gone meanwhile.
      return
    } catch {
      reject(Self.unreadable(path, error))
    }
  }

  mutating func visit(manifests: [[UInt8]], in folder: FolderReference, _ place: FolderPlace) {
    guard manifests.contains(Scanner.manifestName) else {
      return rejectStray(PathText.joined(place.path, PathText.shown(manifests[0])))
    }
    for name in manifests {
      manifestCount += 1
      guard manifestCount <= limits.manifests else {
        if manifestCount == limits.manifests + 1 { rejectRest(place) }
        return
      }
      visit(manifest: name, in: folder, place)
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
    return isSafe(status, place)
  }

  mutating func isSafe(_ status: FileStatus, _ place: FolderPlace) -> Bool {
    guard let objection = safety.objection(to: status, at: place.path, isTrusted: place.isVouchedFor) else {
      return true
    }
    reject(objection)
    return false
  }

  func place(of entry: FolderListing.Entry, _ path: String, _ root: RootPlace) -> FolderPlace {
    let resolved =
      entry.isLink && !trusted.isEmpty
      ? PathText.resolved(path) : root.resolved.map { PathText.joined($0, PathText.shown(entry.name)) }
    return FolderPlace(path: path, root: root.root, isVouchedFor: isVouchedFor(resolved))
  }

  /// Whether the operator named the folder, or one above it, as trusted.
  private func isVouchedFor(_ resolved: String?) -> Bool {
    guard let resolved else { return false }
    return trusted.contains { PathText.isWithin(resolved, $0) }
  }
}
