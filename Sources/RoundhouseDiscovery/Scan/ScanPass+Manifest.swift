internal import Glibc
internal import RoundhouseModel

// One manifest: read, checked, and put together with what the operator says about the agent.
extension ScanPass {
  mutating func visit(manifest name: [UInt8], in folder: FolderReference, _ place: FolderPlace) {
    let path = PathText.joined(place.path, PathText.shown(name))
    guard PathText.isPlain(name) else { return rejectName(path) }
    do throws(ManifestProblems) {
      let known: KnownManifest
      if let former = self.known(name, in: folder, path, place) {
        known = former
      } else {
        known = try read(name, in: folder, path, place)
      }
      remember(known, at: path)
      if let agent = known.agent(at: place) {
        reconsider(agent, known, path, in: folder, place)
      } else {
        consider(try known.manifest.get(), known, path, in: folder, place)
      }
    } catch {
      reject(path, error.list)
    }
  }

  /// Decides what becomes of an agent whose manifest is good.
  private mutating func consider(
    _ manifest: Manifest, _ known: KnownManifest, _ path: String, in folder: FolderReference, _ place: FolderPlace
  ) {
    if !manifest.endpointVariable.isEmpty, configuration.endpoint(of: manifest, environment) == nil {
      return rest(DormantAgent(id: manifest.id, path: path, variable: manifest.endpointVariable))
    }
    if isShadowed(manifest.id, path) { return }
    do throws(ManifestProblems) {
      let bundle = try configuration.bundle(
        for: manifest, folder: place.path, manifestPath: path, isTrusted: place.isTrusted, environment: environment)
      let library = try file(of: manifest.library, in: folder, path, place)
      let agent = FoundAgent(bundle: bundle, root: place.root, library: library)
      remember(known, agent, at: path)
      admit(agent)
    } catch {
      reject(path, id: manifest.id, error.list)
    }
  }

  /// The same for one that was found before; of its files only the library can have changed.
  private mutating func reconsider(
    _ agent: FoundAgent, _ known: KnownManifest, _ path: String, in folder: FolderReference, _ place: FolderPlace
  ) {
    if isShadowed(agent.id, path) { return }
    do throws(ManifestProblems) {
      let library = try file(of: agent.bundle.manifest.library, in: folder, path, place)
      if library == agent.library { return admit(agent) }
      let changed = FoundAgent(bundle: agent.bundle, root: agent.root, library: library)
      remember(known, changed, at: path)
      admit(changed)
    } catch {
      reject(path, id: agent.id, error.list)
    }
  }

  private func read(
    _ name: [UInt8], in folder: FolderReference, _ path: String, _ place: FolderPlace
  ) throws(ManifestProblems) -> KnownManifest {
    let (text, stamp) = try manifestText(name, in: folder, path, place)
    let manifest = Result { () throws(ManifestProblems) in try ManifestReader.read(text, path: path) }
    return KnownManifest(stamp: stamp, manifest: manifest)
  }

  /// A manifest's bytes, and how its file was before they were read.
  private func manifestText(
    _ name: [UInt8], in folder: FolderReference, _ path: String, _ place: FolderPlace
  ) throws(ManifestProblems) -> (text: [UInt8], stamp: FileStamp) {
    do {
      let file = try FileDescriptor.open(folder.path(name), in: folder.number)
      let status = try FileStatus(file)
      guard status.kind == .file else {
        throw Self.problems(path, "is \(status.kind), not a file", "put the agent's manifest there")
      }
      if let objection = safety.objection(to: status, at: path, isTrusted: place.isVouchedFor) {
        throw Self.problems(objection)
      }
      guard status.identity.size <= limits.manifestBytes else { throw tooLong(path, status.identity.size) }
      let text = try file.read(atMost: limits.manifestBytes + 1, expecting: Int(status.identity.size))
      guard text.count <= limits.manifestBytes else { throw tooLong(path, Int64(text.count)) }
      return (text, status.stamp)
    } catch let error as SystemError {
      throw Self.problems(Self.unreadable(path, error))
    } catch let error as ManifestProblems {
      throw error
    } catch { fatalError("no other error is thrown above") }
  }

  /// How the library's file is; nil for one that the system's loader finds.
  private func file(
    of library: LibraryReference, in folder: FolderReference, _ path: String, _ place: FolderPlace
  ) throws(ManifestProblems) -> FileIdentity? {
    if library.isSystemName { return nil }
    let status: FileStatus
    do { status = try FileStatus(folder.path(Array(library.path.utf8)), in: folder.number) } catch {
      let found = error.isAbsence ? "library \(library.path) is not there yet" : "library \(library.path): \(error)"
      throw Self.problems(path, found, "put it beside the manifest: it is tried again when it appears")
    }
    guard status.kind == .file else {
      throw Self.problems(path, "library \(library.path) is \(status.kind), not a file", "put the library there")
    }
    if let objection = safety.objection(
      to: status, at: PathText.joined(place.path, library.path), isTrusted: place.isVouchedFor)
    {
      throw Self.problems(path, "library \(library.path): \(objection.expected)", objection.remedy)
    }
    return status.identity
  }

  private func tooLong(_ path: String, _ size: Int64) -> ManifestProblems {
    let limit = ByteSizeText.format(UInt64(limits.manifestBytes))
    return Self.problems(path, "is \(size) bytes long, a manifest has at most \(limit)", "is this the manifest?")
  }

  private static func problems(_ path: String, _ found: String, _ remedy: String) -> ManifestProblems {
    problems(ManifestProblem(path: path, expected: found, remedy: remedy))
  }

  private static func problems(_ problem: ManifestProblem) -> ManifestProblems {
    var problems = ManifestProblems(path: problem.path)
    problems.add(problem)
    return problems
  }
}
