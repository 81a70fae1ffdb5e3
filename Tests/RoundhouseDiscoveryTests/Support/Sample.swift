import Glibc

@testable import RoundhouseDiscovery

/// Values that many tests begin with.
enum Sample {
  /// The smallest manifest, with more members in front of it where wanted.
  static func manifest(id: String, extra: String = "", library: String = "libx.so") -> String {
    """
    { \(extra)"manifestVersion": 1, "id": "\(id)", "version": "1.0.0", "library": "\(library)",
      "capabilities": [{ "name": "text.echo" }] }
    """
  }

  static func root(_ path: String, isTrusted: Bool = true) -> SearchRoot {
    SearchRoot(path: path, origin: .machine, isTrusted: isTrusted)
  }

  static func environment(_ variables: [String: String] = [:]) -> Environment { Environment(variables: variables) }

  /// Scans folders with all defaults.
  static func scan(
    _ roots: [String], variables: [String: String] = [:], configuration: Configuration = Configuration(),
    limits: ScanLimits = ScanLimits()
  ) -> Scan {
    Scanner.scan(
      SearchPath(roots: roots.map { root($0) }), environment: environment(variables), configuration: configuration,
      limits: limits)
  }

  /// Scans folders again, knowing what was read before.
  static func scan(
    _ roots: [String], configuration: Configuration = Configuration(), memory: inout ScanMemory
  ) -> Scan {
    Scanner.scan(
      SearchPath(roots: roots.map { root($0) }), environment: environment(), configuration: configuration,
      memory: &memory)
  }

  /// Loads a configuration from a file's text, with nothing else around.
  static func configuration(
    _ text: String, in folder: TemporaryFolder, flags: [String: [String]] = [:], variables: [String: String] = [:]
  ) throws -> Configuration {
    let file = folder.write("roundhouse.json", text)
    return try Configuration.load(
      flags: ConfigurationFlags(file: file, values: flags), environment: environment(variables),
      installation: Installation(folder: folder.at("bin"), configurationFolder: folder.at("etc")))
  }
}
