import Glibc
import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("A second look reads only what has changed")
struct ScanMemoryTests {
  let folder = TemporaryFolder()

  /// Makes all files so old that their stamps are trusted.
  private func settle(_ memory: inout ScanMemory) -> Scan {
    let scan = Sample.scan([folder.path], memory: &memory)
    usleep(2_100_000)
    _ = Sample.scan([folder.path], memory: &memory)
    return scan
  }

  @Test("what is unchanged is known, and gives the same scan")
  func unchanged() {
    for number in 0..<5 { folder.drop("a\(number)", id: "acme.a\(number)") }
    folder.write("bad/agent.json", "{")
    folder.drop("twin", id: "acme.a1")
    folder.folder("empty")
    var memory = ScanMemory()
    let scan = settle(&memory)
    #expect(memory.manifests.count == 7 && memory.folders.count == 8)
    #expect(Sample.scan([folder.path], memory: &memory) == scan)
    #expect(Sample.scan([folder.path]) == scan)
    TemporaryFolder.remove(folder.at("a1"))
    #expect(Sample.scan([folder.path], memory: &memory) == Sample.scan([folder.path]))
    #expect(memory.manifests.count == 6 && memory.folders.count == 7)
  }

  @Test("a manifest within two seconds of its last change is not relied on")
  func fresh() {
    folder.drop("a", id: "acme.a")
    var memory = ScanMemory()
    _ = Sample.scan([folder.path], memory: &memory)
    #expect(memory.manifests.isEmpty && memory.folders.isEmpty)
    let stamp = FileStamp(
      identity: FileIdentity(device: 1, inode: 1, size: 1, modified: 0), changed: 10_000_000_000)
    #expect(!stamp.isSettled(at: 12_000_000_000) && stamp.isSettled(at: 12_000_000_001))
    // Dated in the future by another machine's clock.
    #expect(!stamp.isSettled(at: 5_000_000_000))
  }

  @Test("a manifest that was written to with its size and its time of writing restored is read again")
  func restored() throws {
    folder.drop("a", id: "acme.a", extra: #""priority": 1, "#)
    var memory = ScanMemory()
    _ = settle(&memory)
    var status = stat()
    stat(folder.at("a/agent.json"), &status)
    let descriptor = open(folder.at("a/agent.json"), O_WRONLY | O_CLOEXEC)
    let text = Array(Sample.manifest(id: "acme.a", extra: #""priority": 2, "#).utf8)
    #expect(write(descriptor, text, text.count) == Int(status.st_size))
    #expect(futimens(descriptor, [status.st_atim, status.st_mtim]) == 0)
    close(descriptor)
    #expect(memory.manifests.count == 1)
    let scan = Sample.scan([folder.path], memory: &memory)
    #expect(scan.found.first?.bundle.manifest.priority == 2)
  }

  @Test("a second manifest, a lost library, and permissions that were opened are seen in a folder that is known")
  func changes() {
    folder.drop("a", id: "acme.a")
    folder.drop("b", id: "acme.b")
    folder.drop("c", id: "acme.c")
    var memory = ScanMemory()
    _ = settle(&memory)
    folder.write("a/more.agent.json", Sample.manifest(id: "acme.more"))
    unlink(folder.at("b/libx.so"))
    chmod(folder.at("c"), 0o777)
    let scan = Sample.scan([folder.path], memory: &memory)
    #expect(scan.found.map(\.id) == ["acme.a", "acme.more"])
    #expect(scan.rejected.map(\.path) == [folder.at("b/agent.json"), folder.at("c")])
    chmod(folder.at("c/agent.json"), 0o666)
    chmod(folder.at("c"), 0o755)
    let later = Sample.scan([folder.path], memory: &memory)
    #expect(later.rejected.map(\.path) == [folder.at("b/agent.json"), folder.at("c/agent.json")])
  }

  @Test("a secret that has changed is seen although no manifest has")
  func secrets() throws {
    folder.drop("agents/a", id: "acme.a")
    let secret = folder.write("secret", "one", mode: 0o600)
    let configuration = try Sample.configuration(
      "{\"agents\": {\"acme.a\": {\"config\": {\"key\": {\"file\": \"\(secret)\"}}}}}", in: folder)
    var memory = ScanMemory()
    func config() -> String? {
      let scan = Sample.scan([folder.at("agents")], configuration: configuration, memory: &memory)
      return scan.found.first.map { String(decoding: $0.bundle.config, as: UTF8.self) }
    }
    _ = config()
    usleep(2_100_000)
    _ = config()
    #expect(config() == #"{"key":"one"}"#)
    #expect(memory.manifests.count == 1)
    folder.write("secret", "two", mode: 0o600)
    #expect(config() == #"{"key":"two"}"#)
  }
}
