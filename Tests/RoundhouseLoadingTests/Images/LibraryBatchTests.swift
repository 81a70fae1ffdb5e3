import CPlatform
import FixtureBuilder
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseLoading

/// The libraries of agents that are loaded together.
struct LibraryBatchTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Agents with different libraries, `lib0.so` and so on.
  private func bundles(_ count: Int) throws -> [AgentBundle] {
    let bytes = try TemporaryFolder.read(FixtureBuilder.build("plain"))
    return try (0..<count).map { number in
      try TemporaryFolder.write(bytes + Array("\(number)".utf8), to: "\(folder.path)/lib\(number).so")
      return bundle("lib\(number).so")
    }
  }

  private func bundle(_ library: String, sha256: String = "") -> AgentBundle {
    let reference = LibraryReference(path: library, sha256: sha256)
    let manifest = Manifest(id: "a.\(library)", version: "1.0.0", library: reference, capabilities: [])
    return AgentBundle(manifest: manifest, folder: folder.path, manifestPath: "", isTrusted: true)
  }

  @Test func `Libraries are the same whether sealed ahead, in turn or by both at once`() async throws {
    let bundles = try bundles(40)
    for ahead in 0..<3 {
      let batch = LibraryBatch(bundles, ImageStore())
      #expect(batch.isWorthAThread)
      let sealing = Task.detached { if ahead > 0 { batch.help() } }
      if ahead == 2 { try await Task.sleep(for: .milliseconds(20)) }
      var digests: Set<String> = []
      for bundle in bundles {
        let library = try batch.library(of: bundle)
        #expect(library.path == "\(folder.path)/\(bundle.manifest.library.path)")
        #expect(library.symbol("roundhouse_plugin_v1") != nil)
        #expect(try batch.library(of: bundle) === library)
        digests.insert(library.sha256)
      }
      #expect(digests.count == bundles.count)
      batch.end()
      await sealing.value
    }
  }

  @Test func `Agents that share a file share a library, and its table is read once`() throws {
    let first = try bundles(1)[0]
    let batch = LibraryBatch([first, first, first], ImageStore())
    #expect(!batch.isWorthAThread)
    let library = try batch.library(of: first)
    #expect(try batch.library(of: first) === library)
    _ = try AgentTable.of(library)
    #expect(library.table.withLock { $0 != nil })
  }

  @Test func `What one manifest promises of a file is not held against another`() throws {
    let honest = try bundles(1)[0]
    let other = bundle("lib0.so", sha256: String(repeating: "0", count: 64))
    let batch = LibraryBatch([other, honest, other], ImageStore())
    for _ in 0..<2 {
      #expect(throws: RoundhouseError.self) { try batch.library(of: other) }
      #expect(try batch.library(of: honest).sha256.count == 64)
    }
  }

  @Test func `Who works ahead stops when the batch ends, however far it is`() async throws {
    let bundles = try bundles(60)
    let batch = LibraryBatch(bundles, ImageStore())
    let sealing = Task.detached { batch.help() }
    _ = try batch.library(of: bundles[0])
    batch.end()
    await sealing.value
  }
}
