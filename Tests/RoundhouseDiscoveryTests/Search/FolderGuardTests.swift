import Glibc
import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("Folders that others may write are refused")
struct FolderGuardTests {
  let folder = TemporaryFolder()
  let safety = FolderGuard(user: geteuid(), group: getegid())

  private func objection(_ path: String, _ safety: FolderGuard, isTrusted: Bool = false) throws -> ManifestProblem? {
    safety.objection(to: try FileStatus(Array(path.utf8)), at: path, isTrusted: isTrusted)
  }

  @Test("the user's own folder is taken", arguments: [0o755, 0o700, 0o775, 0o555] as [mode_t])
  func own(mode: mode_t) throws {
    #expect(try objection(folder.folder("mine", mode: mode), safety) == nil)
  }

  @Test("a folder open to everybody is refused, sticky or not", arguments: [0o777, 0o1777, 0o757, 0o702] as [mode_t])
  func open(mode: mode_t) throws {
    let path = folder.folder("open", mode: mode)
    let problem = try #require(try objection(path, safety))
    #expect(problem.expected == "everybody may write to it (mode \(String(mode, radix: 8)))")
    #expect(problem.remedy == "chmod go-w \(path)")
    #expect(try objection(path, safety, isTrusted: true) != nil)
  }

  @Test("a folder of somebody else is refused unless the operator vouches for it", .enabled(if: geteuid() == 0))
  func foreign() throws {
    let path = folder.folder("theirs")
    chown(path, 4321, 4321)
    let problem = try #require(try objection(path, safety))
    #expect(problem.expected == "it belongs to user 4321, who is neither root nor the host's own user 0")
    #expect(problem.remedy.hasPrefix("chown -R 0 \(path), or list"))
    #expect(try objection(path, safety, isTrusted: true) == nil)
    #expect(try objection(path, FolderGuard(user: 4321, group: 1)) == nil)
  }

  @Test("root's folder is taken by any user", .enabled(if: geteuid() == 0))
  func root() throws {
    #expect(try objection(folder.folder("system"), FolderGuard(user: 4321, group: 4321)) == nil)
  }

  @Test("a folder that a group of others may write is refused", .enabled(if: geteuid() == 0))
  func group() throws {
    let path = folder.folder("shared")
    chown(path, 0, 50)
    chmod(path, 0o2775)
    let problem = try #require(try objection(path, safety))
    #expect(problem.expected == "its group 50 may write to it (mode 2775)")
    #expect(problem.remedy == "chmod g-w \(path)")
    chown(path, 4321, 4321)
    chmod(path, 0o775)
    #expect(try objection(path, FolderGuard(user: 4321, group: 1)) == nil, "a user's private group holds nobody else")
  }

  @Test("a folder that could be exchanged from above is refused; a sticky folder above is safe")
  func above() throws {
    let path = folder.folder("open/inner/agents")
    #expect(safety.objection(above: path) == nil)
    chmod(folder.at("open"), 0o777)
    let problem = try #require(safety.objection(above: path))
    #expect(problem.remedy == "chmod go-w \(folder.at("open"))")
    chmod(folder.at("open"), 0o1777)
    #expect(safety.objection(above: path) == nil)
  }
}
