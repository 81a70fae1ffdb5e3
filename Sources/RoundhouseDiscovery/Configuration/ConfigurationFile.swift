internal import Glibc
internal import RoundhouseModel

/// Finds the configuration file and reads its bytes.
struct ConfigurationFile {
  let path: String
  let bytes: [UInt8]
  static let sizeLimit = 1 << 20

  /// The file that `--config` names; else the first that is there, the user's own or the machine's; nil if none is.
  static func find(
    _ named: String?, _ environment: Environment, _ installation: Installation
  ) throws(RoundhouseError) -> ConfigurationFile? {
    if let named {
      let path = PathText.absolute(named, from: PathText.workingFolder)
      if let file = try ConfigurationFile(path, environment) { return file }
      throw RoundhouseError(
        .badRequest, "flag --config: there is no file \(path)", remedy: "correct the path", path: path)
    }
    let own = environment.folder("XDG_CONFIG_HOME", orHome: ".config").map { PathText.joined($0, "roundhouse") }
    for folder in [own, installation.configurationFolder].compactMap({ $0 }) {
      if let file = try ConfigurationFile(PathText.joined(folder, "roundhouse.json"), environment) { return file }
    }
    return nil
  }

  /// Reads a file; nil if it is not there.
  private init?(_ path: String, _ environment: Environment) throws(RoundhouseError) {
    self.path = path
    do {
      let file = try FileDescriptor.open(Array(path.utf8))
      let status = try FileStatus(file)
      let safety = FolderGuard(user: environment.user, group: environment.group)
      if status.kind != .file {
        throw Self.refusal(path, "it is \(status.kind), not a file", "name a file")
      }
      if let objection = safety.objection(to: status, at: path) {
        throw Self.refusal(path, objection.expected, Self.remedy(objection, path, environment))
      }
      bytes = try file.read(atMost: Self.sizeLimit + 1, expecting: Int(clamping: status.identity.size))
    } catch let error as SystemError {
      if error.isAbsence { return nil }
      throw Self.refusal(path, "it cannot be read: \(error)", "let the host's user read it, or name another file")
    } catch let error as RoundhouseError {
      throw error
    } catch { fatalError("no other error is thrown above") }
    guard bytes.count <= Self.sizeLimit else {
      throw Self.refusal(path, "it is longer than \(ByteSizeText.format(UInt64(Self.sizeLimit)))", "name another file")
    }
  }

  /// The file decides what is trusted, so that it cannot vouch for itself.
  private static func remedy(_ objection: ManifestProblem, _ path: String, _ environment: Environment) -> String {
    objection.remedy.hasPrefix("chown") ? "chown \(environment.user) \(path)" : objection.remedy
  }

  private static func refusal(_ path: String, _ reason: String, _ remedy: String) -> RoundhouseError {
    RoundhouseError(.badRequest, "the configuration file \(path) is refused: \(reason)", remedy: remedy, path: path)
  }
}
