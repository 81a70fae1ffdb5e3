import Glibc
import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("Whatever lies in a folder, a scan ends and says what is wrong")
struct HostileFolderTests {
  let folder = TemporaryFolder()

  /// The one rejection of a scan, which must still find the good agent beside it.
  private func rejection(_ scan: Scan) -> String {
    #expect(scan.found.map(\.id) == ["acme.good"])
    #expect(scan.rejected.count == 1)
    let line = scan.rejected.first?.description ?? "none"
    #expect(!line.contains("\n"))
    return line.replacing(folder.path, with: "")
  }

  init() { folder.drop("good", id: "acme.good") }

  @Test("a folder named agent.json")
  func manifestIsFolder() {
    folder.folder("x/agent.json")
    #expect(
      rejection(Sample.scan([folder.path]))
        == "/x/agent.json: is a folder, not a file; put the agent's manifest there")
  }

  @Test("a named pipe named agent.json, which must not be waited for", .timeLimit(.minutes(1)))
  func manifestIsPipe() {
    mkfifo(folder.folder("x") + "/agent.json", 0o644)
    #expect(rejection(Sample.scan([folder.path])).hasPrefix("/x/agent.json: is a named pipe, not a file"))
  }

  @Test("a device named agent.json")
  func manifestIsDevice() {
    folder.folder("x")
    symlink("/dev/zero", folder.at("x/agent.json"))
    #expect(rejection(Sample.scan([folder.path])).hasPrefix("/x/agent.json: is a device, not a file"))
  }

  @Test("symbolic links in a circle")
  func circle() {
    symlink("b", folder.at("a"))
    symlink("a", folder.at("b"))
    let scan = Sample.scan([folder.path])
    #expect(scan.found.map(\.id) == ["acme.good"])
    #expect(scan.rejected.map(\.remedy) == .init(repeating: "remove the symbolic link that leads to itself", count: 2))
  }

  @Test("a manifest that links to itself")
  func manifestCircle() {
    symlink("agent.json", folder.folder("x") + "/agent.json")
    #expect(
      rejection(Sample.scan([folder.path]))
        == "/x/agent.json: cannot be read: Too many levels of symbolic links; remove the symbolic link that leads to itself"
    )
  }

  @Test("a folder that links to its own parent is looked into once")
  func parentLink() {
    symlink("..", folder.at("good/up"))
    symlink(".", folder.at("self"))
    #expect(Sample.scan([folder.path]).found.map(\.id) == ["acme.good"])
  }

  @Test("a link to nothing")
  func dangling() {
    symlink("nowhere", folder.at("x"))
    #expect(
      rejection(Sample.scan([folder.path]))
        == "/x: cannot be read: No such file or directory; remove the symbolic link that leads nowhere")
  }

  @Test("a manifest of 1 GiB is refused by its size, unread", .timeLimit(.minutes(1)))
  func huge() {
    truncate(folder.write("x/agent.json", ""), 1 << 30)
    #expect(
      rejection(Sample.scan([folder.path]))
        == "/x/agent.json: is 1073741824 bytes long, a manifest has at most 1MiB; is this the manifest?")
  }

  @Test("a folder whose name has a line end")
  func lineEnd() {
    folder.drop("two\nlines", id: "acme.two")
    #expect(
      rejection(Sample.scan([folder.path]))
        == "/two\\x0alines: the name is not plain UTF-8 text; rename it to letters, digits, '-', '_' and '.'")
  }

  @Test("a folder whose name is no UTF-8")
  func invalidName() {
    let name = Array(folder.path.utf8CString.dropLast()) + [47, CChar(bitPattern: 0xFF), 0]
    mkdir(name, 0o755)
    let manifest = name.dropLast() + Array("/agent.json".utf8CString)
    close(open(Array(manifest), O_CREAT | O_WRONLY, 0o644))
    #expect(rejection(Sample.scan([folder.path])).hasPrefix("/\\xff: the name is not plain UTF-8 text"))
    unlink(Array(manifest))
  }

  @Test("a folder or manifest that everybody may write")
  func writable() {
    folder.drop("x", id: "acme.x")
    chmod(folder.at("x"), 0o777)
    #expect(
      rejection(Sample.scan([folder.path]))
        == "/x: everybody may write to it (mode 777); chmod go-w /x")
    chmod(folder.at("x"), 0o755)
    chmod(folder.at("x/agent.json"), 0o666)
    #expect(rejection(Sample.scan([folder.path])).hasPrefix("/x/agent.json: everybody may write to it (mode 666)"))
    chmod(folder.at("x/agent.json"), 0o644)
    chmod(folder.at("x/libx.so"), 0o666)
    #expect(
      rejection(Sample.scan([folder.path]))
        == "/x/agent.json: library libx.so: everybody may write to it (mode 666); chmod go-w /x/libx.so")
  }

  @Test("a root that everybody may write, or a folder above it")
  func writableRoot() {
    folder.drop("a/b/one", id: "acme.one")
    chmod(folder.at("a/b"), 0o777)
    #expect(Sample.scan([folder.at("a/b")]).rejected.map(\.remedy) == ["chmod go-w \(folder.at("a/b"))"])
    chmod(folder.at("a/b"), 0o755)
    chmod(folder.at("a"), 0o777)
    let scan = Sample.scan([folder.at("a/b")])
    #expect(scan.found.isEmpty)
    #expect(scan.rejected.map(\.remedy) == ["chmod go-w \(folder.at("a"))"])
  }

  @Test("a folder or library of somebody else", .enabled(if: geteuid() == 0))
  func foreign() {
    folder.drop("x", id: "acme.x")
    chown(folder.at("x"), 4321, 4321)
    #expect(rejection(Sample.scan([folder.path])).hasPrefix("/x: it belongs to user 4321, who is neither"))
    chown(folder.at("x"), 0, 0)
    chown(folder.at("x/libx.so"), 4321, 4321)
    #expect(rejection(Sample.scan([folder.path])).hasPrefix("/x/agent.json: library libx.so: it belongs to user 4321"))
  }

  @Test("folders that the host's user may not read", .enabled(if: geteuid() == 0))
  func unreadable() async {
    await #expect(processExitsWith: .success) {
      let folder = TemporaryFolder()
      folder.drop("a/good", id: "acme.good")
      folder.drop("a/x", id: "acme.x")
      folder.drop("a/y", id: "acme.y")
      chmod(folder.path, 0o755)
      chmod(folder.at("a/x"), 0o700)
      chmod(folder.at("a/y/agent.json"), 0o600)
      setegid(4321)
      seteuid(4321)
      let scan = Sample.scan([folder.at("a")])
      let lines = scan.rejected.map { $0.description.replacing(folder.path, with: "") }
      seteuid(0)
      precondition(scan.found.map(\.id) == ["acme.good"])
      precondition(
        lines == [
          "/a/x: cannot be read: Permission denied; let the host's user read it: chmod u+rx /a/x",
          "/a/y/agent.json: cannot be read: Permission denied; let the host's user read it: chmod u+rx /a/y/agent.json",
        ], "\(lines)")
    }
  }

  @Test("10 000 entries that are no agents")
  func manyEntries() {
    for number in 0..<10_000 { close(open(folder.at("file\(number)"), O_CREAT | O_WRONLY, 0o644)) }
    let scan = Sample.scan([folder.path])
    #expect(scan.found.map(\.id) == ["acme.good"])
    #expect(scan.rejected.isEmpty)
  }

  @Test("a folder with more entries than anybody needs is refused as a whole")
  func tooManyEntries() {
    var limits = ScanLimits()
    limits.entries = 10
    for number in 0..<20 { folder.write("many/file\(number)", "") }
    #expect(
      rejection(Sample.scan([folder.path], limits: limits))
        == "/many: the folder has more than 10 entries; keep agents in a folder of their own")
  }

  @Test("more agents than the limit: those beyond it are left out, and it is said from where on")
  func tooManyAgents() {
    for number in 0..<4200 { folder.write("roles/r\(10_000 + number).agent.json", Sample.manifest(id: "r\(number)")) }
    folder.drop("roles", id: "role.first")
    let scan = Sample.scan([folder.path])
    #expect(scan.found.count == 4096)
    #expect(
      scan.rejected.map(\.reason) == [
        "there are more than 4096 agents; those from \(folder.at("roles")) on are left out"
      ])
  }

  @Test("a library that is not there yet, or is no file")
  func library() {
    folder.write("x/agent.json", Sample.manifest(id: "acme.x"))
    #expect(
      rejection(Sample.scan([folder.path]))
        == "/x/agent.json: library libx.so is not there yet; put it beside the manifest: it is tried again when it appears"
    )
    folder.folder("x/libx.so")
    #expect(rejection(Sample.scan([folder.path])).hasPrefix("/x/agent.json: library libx.so is a folder, not a file"))
  }
}
