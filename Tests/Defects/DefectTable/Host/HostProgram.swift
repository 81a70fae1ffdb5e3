internal import FixtureBuilder
internal import Glibc
package import RoundhouseModel

/// The program under test, copied to where every user may run it.
package final class HostProgram: Sendable {
  /// The command.
  let path: String
  /// Whether the program that holds an agent of the worker tier lies beside it.
  package let hasWorkerProgram: Bool
  private let folder: TemporaryFolder

  /// Takes `roundhouse`, and `roundhouse-worker` where there is one, from the folder of the running program: there the
  /// build puts them all.
  package init() throws(RoundhouseError) {
    do { folder = try TemporaryFolder() } catch { throw Self.failure("\(error)") }
    let bin = folder.path + "/bin"
    guard chmod(folder.path, 0o755) == 0, mkdir(bin, 0o755) == 0 else { throw Self.failure("\(bin) cannot be made") }
    path = bin + "/roundhouse"
    try Self.copy(FixtureBuilder.products + "/roundhouse", to: path)
    let worker = FixtureBuilder.products + "/roundhouse-worker"
    hasWorkerProgram = access(worker, X_OK) == 0
    if hasWorkerProgram { try Self.copy(worker, to: bin + "/roundhouse-worker") }
  }

  private static func copy(_ from: String, to path: String) throws(RoundhouseError) {
    do {
      try TemporaryFolder.write(TemporaryFolder.read(from), to: path)
    } catch { throw failure("\(error)") }
    guard chmod(path, 0o755) == 0 else { throw failure("\(path) cannot be made a program") }
  }

  private static func failure(_ cause: String) -> RoundhouseError {
    RoundhouseError(
      .unreachable, "the program under test cannot be put in place", remedy: "run `swift build` first", cause: cause)
  }
}
