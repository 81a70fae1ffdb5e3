internal import Glibc
internal import RoundhouseModel

// One manifest: read, checked, and put together with what the operator says about the agent.
extension ScanPass {
  mutating func visit(manifest name: [UInt8], in folder: FolderReference, _ place: FolderPlace) {
    let path = PathText.joined(place.path, PathText.shown(name))
    guard PathText.isPlain(name) else { return rejectName(path) }
    do throws(ManifestProblems) {
      consider(try manifest(name, in: folder, path, place), path, in: folder, place)
    } catch {
      reject(path, error.list)
    }
  }

  /// Decides what becomes of an agent whose manifest is good.
  private mutating func consider(
    _ manifest: Manifest, _ path: String, in folder: FolderReference, _ place: FolderPlace
  ) {
    if !manifest.endpointVariable.isEmpty, configuration.endpoint(of: manifest, environment) == nil {
      return rest(DormantAgent(id: manifest.id, path: path, variable: manifest.endpointVariable))
    }
    if isShadowed(manifest.id, path) { return }
    do throws(ManifestProblems) {
      let bundle = try bundle(manifest, path, place)
      let library = try library(of: manifest, in: folder, path, place)
      admit(FoundAgent(bundle: bundle, root: place.root, library: library))
    } catch {
      reject(path, id: manifest.id, error.list)
    }
  }

  /// A manifest's bytes, and how its file was before they were read.
  func manifestText(
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
  private func library(
    of manifest: Manifest, in folder: FolderReference, _ path: String, _ place: FolderPlace
  ) throws(ManifestProblems) -> FileIdentity? {
    let library = manifest.library
    if library.isSystemName { return nil }
    let libraryPath = PathText.joined(place.path, library.path)
    let status: FileStatus
    do { status = try FileStatus(folder.path(Array(library.path.utf8)), in: folder.number) } catch {
      let found = error.isAbsence ? "library \(library.path) is not there yet" : "library \(library.path): \(error)"
      throw Self.problems(path, found, "put it beside the manifest: it is tried again when it appears")
    }
    guard status.kind == .file else {
      throw Self.problems(path, "library \(library.path) is \(status.kind), not a file", "put the library there")
    }
    if let objection = safety.objection(to: status, at: libraryPath, isTrusted: place.isVouchedFor) {
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
