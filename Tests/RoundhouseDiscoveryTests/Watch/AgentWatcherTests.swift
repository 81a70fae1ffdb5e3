import CPlatform
import Glibc
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseDiscovery

@Suite("The watcher notices agents", .timeLimit(.minutes(2)))
struct AgentWatcherTests {
  let folder = TemporaryFolder()

  /// Only events and pokes lead to a look.
  private var timing: WatchTiming {
    var timing = WatchTiming()
    timing.rescan = .seconds(3600)
    return timing
  }

  private func watch(_ looks: Looks) throws -> AgentWatcher {
    try AgentWatcher(roots: looks.roots, timing: timing, log: Lines()) { looks.look() }
  }

  @Test("an agent that is dropped in, changed, and taken away")
  func life() async throws {
    let looks = Looks([folder.path])
    let watcher = try watch(looks)
    folder.folder("a")
    folder.write("a/libx.so", "")
    folder.write("a/.new", Sample.manifest(id: "acme.a"))
    let start = platform_now()
    rename(folder.at("a/.new"), folder.at("a/agent.json"))
    await looks.wait { $0.scan.found.map(\.id) == ["acme.a"] }
    print("from the rename of a manifest to the end of the scan: \((looks.now.end - start) / 1_000) µs")
    folder.write("a/agent.json", Sample.manifest(id: "acme.a", extra: #""priority": 1, "#))
    await looks.wait { $0.scan.found.first?.bundle.manifest.priority == 1 }
    folder.write("a/libx.so", "another library")
    await looks.wait { $0.scan.found.first?.library?.size == 15 }
    unlink(folder.at("a/agent.json"))
    await looks.wait { $0.scan.found.isEmpty }
    watcher.stop()
    #expect(looks.now.faults == [])
  }

  @Test("a whole folder that is moved in, and out again")
  func moved() async throws {
    folder.folder("agents")
    folder.drop("a", id: "acme.a")
    let looks = Looks([folder.at("agents")])
    let watcher = try watch(looks)
    rename(folder.at("a"), folder.at("agents/a"))
    await looks.wait { $0.scan.found.count == 1 }
    folder.write("agents/a/agent.json", Sample.manifest(id: "acme.b"))
    await looks.wait { $0.scan.found.map(\.id) == ["acme.b"] }
    rename(folder.at("agents/a"), folder.at("a"))
    await looks.wait { $0.scan.found.isEmpty }
    watcher.stop()
  }

  @Test("links, hard and symbolic, and permissions that are mended")
  func linked() async throws {
    folder.drop("elsewhere", id: "acme.a")
    folder.folder("agents/hard")
    let looks = Looks([folder.at("agents")])
    let watcher = try watch(looks)
    symlink("../elsewhere", folder.at("agents/soft"))
    await looks.wait { $0.scan.found.map(\.bundle.folder) == [folder.at("agents/soft")] }
    unlink(folder.at("agents/soft"))
    await looks.wait { $0.scan.found.isEmpty }
    link(folder.at("elsewhere/libx.so"), folder.at("agents/hard/libx.so"))
    link(folder.at("elsewhere/agent.json"), folder.at("agents/hard/agent.json"))
    await looks.wait { $0.scan.found.map(\.bundle.folder) == [folder.at("agents/hard")] }
    chmod(folder.at("agents/hard"), 0o777)
    await looks.wait { $0.scan.found.isEmpty }
    chmod(folder.at("agents/hard"), 0o755)
    await looks.wait { $0.scan.found.count == 1 }
    watcher.stop()
  }

  @Test("a root that comes later, goes, and comes again")
  func laterRoot() async throws {
    let looks = Looks([folder.at("far/away/agents")])
    let watcher = try watch(looks)
    for _ in 0..<3 {
      folder.drop("far/away/agents/a", id: "acme.a")
      await looks.wait { $0.scan.found.count == 1 }
      TemporaryFolder.remove(folder.at("far"))
      await looks.wait { $0.scan.found.isEmpty }
    }
    watcher.stop()
  }

  @Test("a root that is exchanged by a rename, and one that links to another place")
  func exchangedRoot() async throws {
    folder.drop("one/a", id: "acme.a")
    folder.drop("two/b", id: "acme.b")
    symlink("one", folder.at("current"))
    let looks = Looks([folder.at("current")])
    let watcher = try watch(looks)
    watcher.poke()
    await looks.wait { $0.scan.found.map(\.id) == ["acme.a"] }
    symlink("two", folder.at("next"))
    rename(folder.at("next"), folder.at("current"))
    await looks.wait { $0.scan.found.map(\.id) == ["acme.b"] }
    folder.drop("two/c", id: "acme.c")
    await looks.wait { $0.scan.found.count == 2 }
    watcher.stop()
  }

  @Test("a library in a folder of its own, once the watcher follows the scan")
  func libraryFolder() async throws {
    folder.write("a/lib/x.so", "")
    folder.write("a/agent.json", Sample.manifest(id: "acme.a", library: "lib/x.so"))
    let looks = Looks([folder.path])
    looks.look()
    let watcher = try watch(looks)
    watcher.follow(looks.now.scan)
    folder.write("a/lib/x.so", "new")
    await looks.wait { $0.scan.found.first?.library?.size == 3 }
    watcher.stop()
  }

  @Test("a file that is still being written leads to no look; its close does")
  func commit() async throws {
    folder.folder("a")
    folder.write("a/libx.so", "")
    let looks = Looks([folder.path])
    let watcher = try watch(looks)
    watcher.poke()
    await looks.wait { $0.count == 1 }
    let text = Array(Sample.manifest(id: "acme.a").utf8)
    let descriptor = open(folder.at("a/agent.json"), O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    write(descriptor, text, 20)
    // Another event in the same folder, so that a look would be seen if the open file had asked for one.
    usleep(50_000)
    #expect(looks.now.count == 1)
    write(descriptor, Array(text[20...]), text.count - 20)
    close(descriptor)
    await looks.wait { $0.scan.found.count == 1 }
    #expect(looks.now.count == 2)
    watcher.stop()
  }

  @Test("the periodic look finds what no event told")
  func rescan() async throws {
    var timing = WatchTiming()
    timing.rescan = .milliseconds(20)
    let looks = Looks([folder.path])
    let watcher = try AgentWatcher(roots: [], timing: timing, log: Lines()) { looks.look() }
    folder.drop("a", id: "acme.a")
    await looks.wait { $0.scan.found.count == 1 }
    watcher.stop()
  }

  @Test("it can be stopped from its own closure, twice, and by being let go")
  func stopping() async throws {
    let looks = Looks([folder.path])
    for _ in 0..<20 {
      let count = looks.now.count
      do {
        let watcher = try watch(looks)
        watcher.poke()
        await looks.wait { $0.count > count }
      }
    }
    let box = Box()
    let watcher = try AgentWatcher(roots: [folder.path], timing: timing, log: Lines()) {
      box.watcher.withLock { $0?.stop() }
      looks.look()
    }
    box.watcher.withLock { $0 = watcher }
    let count = looks.now.count
    watcher.poke()
    await looks.wait { $0.count > count }
    watcher.stop()
    watcher.stop()
  }

  @Test("events that the system lost lead to a look")
  func overflow() async throws {
    let looks = Looks([folder.path])
    let gate = Gate()
    let watcher = try AgentWatcher(roots: [folder.path], timing: timing, log: Lines()) {
      looks.look()
      gate.pass()
    }
    gate.close()
    watcher.poke()
    await looks.wait { $0.count == 1 }
    // The system's queue holds 16 384; two files in turn, for it drops an event that equals the one before it; hidden
    // ones, which alone lead to no look.
    let files = [".f0", ".f1"].map { folder.write($0, "") }
    for number in 0..<20_000 { Glibc.close(open(files[number % 2], O_WRONLY)) }
    folder.drop("a", id: "acme.a")
    gate.open()
    await looks.wait { $0.scan.found.count == 1 }
    watcher.stop()
  }

  @Test("folders beyond the limit are counted and left out")
  func limit() throws {
    for number in 0..<10 { folder.folder("a\(number)") }
    var watches = try WatchSet(roots: [folder.path], limit: 6)
    watches.renew(libraryFolders: [])
    #expect(watches.count == 6)
    #expect(watches.leftOut == 6)
    TemporaryFolder.remove(folder.path)
    watches.renew(libraryFolders: [])
    #expect(watches.leftOut == 0)
    #expect(watches.count == 1)
  }

  @Test("without any watcher of the system it says so once, and still looks when asked")
  func noWatches() async {
    await #expect(processExitsWith: .success) {
      let lines = Lines()
      let looks = Looks([])
      var spare: [Int32] = []
      while true {
        let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { break }
        spare.append(descriptor)
      }
      for descriptor in spare.suffix(2) { Glibc.close(descriptor) }
      let watcher = try AgentWatcher(roots: ["/tmp"], log: lines) { looks.look() }
      watcher.poke()
      await looks.wait { $0.count == 1 }
      watcher.poke()
      await looks.wait { $0.count == 2 }
      watcher.stop()
      precondition(
        lines.all == [
          "warning: folders cannot be watched (Too many open files): changes there are seen at the rescan every 30s only;"
            + " raise fs.inotify.max_user_instances with sysctl"
        ], "\(lines.all)")
    }
  }
}
