/// Where the parts of one host's file of runs lie.
struct RunFilePaths: Sendable {
  let folder: String
  let name: String

  var database: String { path("db") }
  var lock: String { path("lock") }
  var witness: String { path("witness") }
  var ballast: String { path("ballast") }
  /// A folder.
  var artifacts: String { path("artifacts") }

  private func path(_ ending: String) -> String { "\(folder)/\(name).\(ending)" }
}
