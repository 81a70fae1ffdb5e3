import Glibc
import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("The difference of two scans")
struct ScanDifferenceTests {
  let folder = TemporaryFolder()

  private func scan() -> Scan { Sample.scan([folder.path]) }

  @Test("nothing happened, nothing to do")
  func same() {
    folder.drop("a", id: "acme.a")
    let difference = ScanDifference(from: scan(), to: scan())
    #expect(difference.isEmpty && difference.held.isEmpty && difference.newlyRejected.isEmpty)
    #expect(difference.settled == scan())
  }

  @Test("agents that came, went and changed, each sorted by id")
  func all() {
    for id in ["a", "b", "c", "d"] { folder.drop(id, id: "acme.\(id)") }
    let old = scan()
    for id in ["a", "d"] { TemporaryFolder.remove(folder.at(id)) }
    for id in ["f", "e"] { folder.drop(id, id: "acme.\(id)") }
    for id in ["c", "b"] { folder.drop(id, id: "acme.\(id)", extra: #""priority": 7, "#) }
    let difference = ScanDifference(from: old, to: scan())
    #expect(difference.removed.map(\.id) == ["acme.a", "acme.d"])
    #expect(difference.changed.map(\.id) == ["acme.b", "acme.c"])
    #expect(difference.changed.map(\.bundle.manifest.priority) == [7, 7])
    #expect(difference.added.map(\.id) == ["acme.e", "acme.f"])
    #expect(difference.settled == scan())
  }

  @Test("a library that was replaced is a change, a manifest that was only touched is none")
  func library() {
    folder.drop("a", id: "acme.a")
    folder.drop("b", id: "acme.b")
    let old = scan()
    folder.write("a/libx.so.new", "another library")
    rename(folder.at("a/libx.so.new"), folder.at("a/libx.so"))
    folder.write("b/agent.json", Sample.manifest(id: "acme.b"))
    #expect(ScanDifference(from: old, to: scan()).changed.map(\.id) == ["acme.a"])
  }

  @Test("an agent that cannot be read for a while stays as it was")
  func held() throws {
    folder.drop("a", id: "acme.a")
    let old = scan()
    folder.write("a/agent.json", "{ \"manifestVersion\"")
    let broken = ScanDifference(from: old, to: scan())
    #expect(broken.isEmpty)
    #expect(broken.held.map(\.id) == ["acme.a"])
    #expect(broken.newlyRejected.count == 1)
    #expect(broken.settled.found == old.found)
    let still = ScanDifference(from: broken.settled, to: scan())
    #expect(still.isEmpty && still.newlyRejected.isEmpty)
    folder.drop("a", id: "acme.a", extra: #""weight": 3, "#)
    let mended = ScanDifference(from: still.settled, to: scan())
    #expect(mended.changed.map(\.bundle.manifest.weight) == [3])
    unlink(folder.at("a/agent.json"))
    #expect(ScanDifference(from: mended.settled, to: scan()).removed.map(\.id) == ["acme.a"])
  }

  @Test("an agent is held while its library is exchanged, and none takes its place meanwhile")
  func heldAgainstRival() {
    folder.drop("a", id: "acme.one")
    folder.drop("b", id: "acme.one")
    let old = scan()
    unlink(folder.at("a/libx.so"))
    let difference = ScanDifference(from: old, to: scan())
    #expect(difference.isEmpty)
    #expect(difference.settled.found == old.found)
    #expect(difference.settled.shadowed.map(\.path) == [folder.at("b/agent.json")])
    TemporaryFolder.remove(folder.at("a"))
    let gone = ScanDifference(from: difference.settled, to: scan())
    #expect(gone.changed.map(\.bundle.folder) == [folder.at("b")])
  }

  @Test("agents in a folder or root that cannot be read are held")
  func heldFolder() {
    folder.drop("a", id: "acme.a")
    let old = scan()
    chmod(folder.at("a"), 0o777)
    #expect(ScanDifference(from: old, to: scan()).held.map(\.id) == ["acme.a"])
    chmod(folder.path, 0o777)
    #expect(ScanDifference(from: old, to: scan()).held.map(\.id) == ["acme.a"])
    chmod(folder.path, 0o700)
  }

  @Test("a manifest that now tells another id is a removal and an addition")
  func renamed() {
    folder.drop("a", id: "acme.a")
    let old = scan()
    folder.drop("a", id: "acme.b")
    let difference = ScanDifference(from: old, to: scan())
    #expect(difference.removed.map(\.id) == ["acme.a"])
    #expect(difference.added.map(\.id) == ["acme.b"])
  }
}
