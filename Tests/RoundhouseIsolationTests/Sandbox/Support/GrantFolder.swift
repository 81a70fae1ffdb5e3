import FixtureBuilder
import Glibc

/// A folder that an account's agent may do everything in, as far as the files' modes go: `file`, `inner/file`, and
/// `way-out`, a link to `/etc`.
struct GrantFolder {
  private let folder: TemporaryFolder

  var path: String { folder.path }

  init(for account: Account) throws {
    folder = try TemporaryFolder()
    mkdir(path + "/inner", 0o755)
    try TemporaryFolder.write(Array("text".utf8), to: path + "/file")
    try TemporaryFolder.write(Array("text".utf8), to: path + "/inner/file")
    symlink("/etc", path + "/way-out")
    guard geteuid() == 0 else { return }
    // Root outside needs no right; the worker and the ordinary user own it.
    for name in ["", "/inner", "/file", "/inner/file"] { chown(path + name, account.agent, account.agent) }
  }
}
