internal import Glibc
package import RoundhouseModel

// The layers in their order: each may replace what the one before it said.
extension Configuration {
  /// Puts all layers together.
  /// - Throws: `badRequest` with all that is wrong with the file, one line each, or with the first wrong variable or
  ///   flag.
  package static func load(
    flags: ConfigurationFlags = ConfigurationFlags(), environment: Environment = .current,
    installation: Installation = .current
  ) throws(RoundhouseError) -> Configuration {
    var configuration = Configuration(environment: environment)
    if let file = try ConfigurationFile.find(flags.file, environment, installation) {
      try configuration.apply(file, environment)
    }
    let text = ConfigurationText(folder: PathText.workingFolder)
    for key in ConfigurationKey.all where !key.variable.isEmpty {
      let origin = ConfigurationOrigin.environment(key.variable)
      if let value = environment[key.variable] {
        configuration.set(key, try text.value(value, of: key, from: origin), origin)
      }
    }
    for key in ConfigurationKey.all where !key.flag.isEmpty {
      try configuration.apply(flags.values[key.flag] ?? [], of: key, text)
    }
    return configuration
  }

  private mutating func apply(_ file: ConfigurationFile, _ environment: Environment) throws(RoundhouseError) {
    do throws(ManifestProblems) {
      try ConfigurationReader.read(file.bytes, path: file.path, home: environment.home, into: &self)
    } catch {
      throw RoundhouseError(
        .badRequest, error.description, remedy: "correct the file, or name another with --config", path: file.path)
    }
  }

  private mutating func apply(
    _ texts: [String], of key: ConfigurationKey, _ reader: ConfigurationText
  ) throws(RoundhouseError) {
    let origin = ConfigurationOrigin.flag(key.flag)
    var folders: [(path: String, origin: ConfigurationOrigin)] = []
    for text in texts {
      let value = try reader.value(text, of: key, from: origin)
      if key.kind == .folders, case .text(let path) = value {
        folders.append((path, origin))
      } else {
        set(key, value, origin)
      }
    }
    if key.kind == .folders { prepend(key, folders) }
  }
}
