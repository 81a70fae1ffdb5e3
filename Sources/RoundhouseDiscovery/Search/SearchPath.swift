package import RoundhouseModel

/// The folders in which agents are looked for, in the order that decides who wins an id.
package struct SearchPath: Sendable, Equatable {
  /// Colon-separated folders of the user's own choice; not trusted.
  package static let variable = "ROUNDHOUSE_AGENT_PATH"

  package private(set) var roots: [SearchRoot] = []
  /// Folders that the operator trusts wherever they lie.
  package let trusted: [String]

  /// - Parameter trusted: absolute.
  package init(roots: [SearchRoot], trusted: [String] = []) {
    self.trusted = trusted
    for root in roots { append(root) }
  }

  /// Puts the path together: named folders, the environment's, the machine's, the user's, the installation's.
  /// A folder that was named and is not there is an error; all others may be absent.
  package init(
    configuration: Configuration, environment: Environment, installation: Installation
  ) throws(RoundhouseError) {
    trusted = configuration.trustedFolders
    for (path, origin) in configuration.agentFolders {
      try Self.demandFolder(path, origin)
      append(SearchRoot(path: path, origin: .named(origin), isTrusted: true))
    }
    for path in environment[Self.variable]?.split(separator: ":") ?? [] {
      let folder = PathText.absolute(String(path), from: PathText.workingFolder)
      append(SearchRoot(path: folder, origin: .environment, isTrusted: false))
    }
    let machine = PathText.joined(installation.configurationFolder, "agents")
    append(SearchRoot(path: machine, origin: .machine, isTrusted: true))
    if let data = environment.folder("XDG_DATA_HOME", orHome: ".local/share") {
      append(SearchRoot(path: PathText.joined(data, "roundhouse/agents"), origin: .user, isTrusted: false))
    }
    for path in installation.agentFolders {
      append(SearchRoot(path: path, origin: .installation, isTrusted: true))
    }
    let distribution = PathText.joined(installation.libraryFolder, "agents")
    append(SearchRoot(path: distribution, origin: .distribution, isTrusted: true))
  }

  /// Adds a root, unless it is there: then its place stays, and it is trusted if any of those who name it is.
  private mutating func append(_ root: SearchRoot) {
    guard let place = roots.firstIndex(where: { $0.path.utf8.elementsEqual(root.path.utf8) }) else {
      return roots.append(root)
    }
    roots[place].isTrusted = roots[place].isTrusted || root.isTrusted
  }

  private static func demandFolder(_ path: String, _ origin: ConfigurationOrigin) throws(RoundhouseError) {
    var cause = ""
    do {
      let kind = try FileStatus(Array(path.utf8)).kind
      if kind == .folder { return }
      cause = "it is \(kind)"
    } catch { cause = error.description }
    throw RoundhouseError(
      .badRequest, "\(origin): no folder of agents at \(path)",
      remedy: "name a folder that holds agents' folders, or one agent's own folder with its agent.json", cause: cause,
      path: path)
  }
}
