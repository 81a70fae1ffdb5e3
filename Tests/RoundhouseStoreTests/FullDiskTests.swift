import Foundation
import RoundhouseModel
import RoundhouseStore
import Testing

/// A disk without room: clear errors, nothing lost, and all well again once there is room.
struct FullDiskTests {
  let folder = TemporaryFolder()

  @Test("At the limit of file sizes commits end with store_full, reads go on, and room heals it")
  func fileSizeLimit() async throws {
    let path = folder.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      signal(SIGXFSZ, SIG_IGN)
      let store = try StateStore(folder: StateFolder(path: path))
      setFileSizeLimit(400 << 10)
      let kept = try await fillUp(store)
      setFileSizeLimit(.max)
      try await prove(store, kept)
    }
  }

  @Test("On a full disk commits end with store_full, reads go on, and room heals it", .enabled(if: TinyDisk.canMount))
  func fullDisk() async throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 1 << 20)
    let ballast = disk.path + "/ballast"
    try Data(count: 256 << 10).write(to: URL(fileURLWithPath: ballast))
    do {
      let store = try StateStore(folder: StateFolder(path: disk.path))
      let kept = try await fillUp(store)
      try FileManager.default.removeItem(atPath: ballast)
      try await prove(store, kept)
      store.close()
    }
    let again = try StateStore(folder: StateFolder(path: disk.path))
    #expect(try await again.value(key("k0")) != nil)
    again.close()
  }

  @Test("A host starts on a full disk, and its state can be read", .enabled(if: TinyDisk.canMount))
  func startOnFullDisk() async throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 1 << 20)
    do {
      let store = try StateStore(folder: StateFolder(path: disk.path))
      try await store.commit(put("a", "1"))
      store.close()
    }
    disk.fill()
    do {
      let store = try StateStore(folder: StateFolder(path: disk.path))
      #expect(try await store.value(key("a")) == value("1", 1))
      let error = await store.refusal(put("b", String(repeating: "x", count: 200_000)))
      #expect(error?.code == .storeFull)
      store.close()
    } catch let error as RoundhouseError {
      // Not even the shared-memory file of the log had room.
      #expect(error.code == .storeFull, "\(error)")
    }
  }

  @Test("A read-only disk is refused with a clear line", .enabled(if: TinyDisk.canMount))
  func readOnly() async throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 1 << 20)
    do { try StateStore(folder: StateFolder(path: disk.path)).close() }
    try disk.makeReadOnly()
    let error = #expect(throws: RoundhouseError.self) { try StateFolder(path: disk.path) }
    #expect(error?.code == .internal)
    #expect(error?.message == "the state folder \(disk.path) cannot be used")
    #expect(error?.cause.contains("Read-only file system") == true)
  }
}

/// Commits until there is no room; answers with how many were confirmed.
private func fillUp(_ store: StateStore) async throws -> Int {
  for round in 0..<10_000 {
    let error = await store.refusal(put("k\(round)", String(repeating: "x", count: 16 << 10)), quota: 1 << 30)
    guard let error else { continue }
    try demand(error.code == .storeFull, "\(error)")
    try demand(error.message.hasPrefix("no room is left on the disk of "), "\(error)")
    try demand(error.remedy.hasPrefix("make room on that disk"), "\(error)")
    try demand(round > 3, "nothing was ever written")
    return round
  }
  throw Unexpected(text: "the disk never became full")
}

/// All that was confirmed is there, all that was refused is not, and there is room again.
private func prove(_ store: StateStore, _ kept: Int) async throws {
  for round in 0..<kept { try demand(try await store.value(key("k\(round)")) != nil, "k\(round) is lost") }
  try demand(try await store.value(key("k\(kept)")) == nil, "k\(kept) was refused and is there")
  let version = try await store.commit(put("k\(kept)", String(repeating: "x", count: 16 << 10)), quota: 1 << 30)
  try demand(version == UInt64(kept + 1), "version \(version) after \(kept) commits")
}

private struct Unexpected: Error { var text: String }

private func demand(_ isTrue: Bool, _ text: @autoclosure () -> String) throws {
  if !isTrue { throw Unexpected(text: text()) }
}

func setFileSizeLimit(_ bytes: UInt) {
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(1), &limit)
  limit.rlim_cur = min(bytes, limit.rlim_max)
  setrlimit(__rlimit_resource_t(1), &limit)
}
