internal import Glibc

/// Where this program lies, and what lies around it.
package struct Installation: Sendable, Equatable {
  /// The folder of the running program.
  package var folder: String
  /// The operator's folder for the whole machine.
  package var configurationFolder: String
  /// The distribution's folder for agents and the like.
  package var libraryFolder: String

  package init(
    folder: String, configurationFolder: String = "/etc/roundhouse", libraryFolder: String = "/usr/lib/roundhouse"
  ) {
    self.folder = folder
    self.configurationFolder = configurationFolder
    self.libraryFolder = libraryFolder
  }

  /// This process' own.
  package static var current: Installation {
    Installation(folder: PathText.resolved("/proc/self/exe").map(PathText.parent) ?? "/usr/bin")
  }

  /// Where agents lie that came with this program: staged by the build, or installed under the same prefix.
  package var agentFolders: [String] {
    let above = PathText.parent(folder)
    // A build tree is .build/<platform>/<configuration>/roundhouse, and the agents are staged in .build/agents.
    let staged = isBuildTree ? [PathText.joined(PathText.parent(above), "agents")] : []
    return [PathText.joined(above, "agents")] + staged + [PathText.joined(above, "lib/roundhouse/agents")]
  }

  /// The program of workers, beside this one.
  package var workerProgram: String { PathText.joined(folder, "roundhouse-worker") }

  private var isBuildTree: Bool { ["debug", "release"].contains(PathText.name(folder)) }
}
