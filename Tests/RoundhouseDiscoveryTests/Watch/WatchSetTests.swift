import Glibc
import Testing

@testable import RoundhouseDiscovery

@Suite("What events in watched folders come to")
struct WatchSetTests {
  let folder = TemporaryFolder()

  private func watches() throws -> WatchSet {
    var watches = try WatchSet(roots: [folder.at("agents")])
    watches.renew(libraryFolders: [])
    return watches
  }

  @Test("a new agent's folder is watched as it comes, without a look at all others")
  func newFolder() throws {
    folder.folder("agents/old")
    var watches = try watches()
    let count = watches.count
    var notice = watches.takeEvents()
    #expect(notice == nil)
    folder.folder("agents/a")
    notice = watches.takeEvents()
    #expect(notice == .change)
    #expect(watches.count == count + 1)
    #expect(watches.isStale == false)
    folder.write("agents/a/libx.so", "")
    notice = watches.takeEvents()
    #expect(notice == .change)
    folder.write(".new", Sample.manifest(id: "acme.a"))
    rename(folder.at(".new"), folder.at("agents/a/agent.json"))
    notice = watches.takeEvents()
    #expect(notice == .commit)
    #expect(watches.isStale == false)
  }

  @Test("a manifest is whole when it is closed, linked, or comes with its folder")
  func commits() throws {
    folder.folder("agents/a")
    folder.drop("b", id: "acme.b")
    var watches = try watches()
    let descriptor = open(folder.at("agents/a/agent.json"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    var notice = watches.takeEvents()
    #expect(notice == .nothing)
    close(descriptor)
    notice = watches.takeEvents()
    #expect(notice == .commit)
    link(folder.at("b/agent.json"), folder.at("agents/a/more.agent.json"))
    notice = watches.takeEvents()
    #expect(notice == .commit)
    rename(folder.at("b"), folder.at("agents/b"))
    notice = watches.takeEvents()
    #expect(notice == .commit)
    #expect(watches.isStale == false)
  }

  @Test("what goes, and what happens to a root, asks for all watches anew")
  func stale() throws {
    folder.drop("agents/a", id: "acme.a")
    var watches = try watches()
    unlink(folder.at("agents/a/agent.json"))
    var notice = watches.takeEvents()
    #expect(notice == .change)
    #expect(watches.isStale == false)
    TemporaryFolder.remove(folder.at("agents/a"))
    notice = watches.takeEvents()
    #expect(notice == .change)
    #expect(watches.isStale == true)
    watches.renew(libraryFolders: [])
    #expect(watches.isStale == false)
    symlink("../elsewhere", folder.at("agents/link"))
    notice = watches.takeEvents()
    #expect(notice == .change)
    #expect(watches.isStale == true)
  }
}
