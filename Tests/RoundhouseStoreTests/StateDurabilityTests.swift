import Foundation
import RoundhouseModel
import RoundhouseStore
import Testing

/// What is confirmed is there after any end.
struct StateDurabilityTests {
  let folder = TemporaryFolder()

  @Test("State, versions and usage outlive the store")
  func reopening() async throws {
    do {
      let store = try StoreKind.sqlite.make(in: folder)
      try await store.commit(put("a", "1"), put("b", "2", in: .session("s")))
      try await store.commit(delete("a"))
      store.close()
    }
    let store = try StoreKind.sqlite.make(in: folder)
    #expect(try await store.value(key("a")) == nil)
    #expect(try await store.value(key("b", in: .session("s"))) == value("2", 1))
    #expect(try await store.usage() == 2)
    #expect(try await store.commit(put("c", "3")) == 3)
  }

  @Test("A store that is dropped without closing has carried out what waited")
  func dropping() async throws {
    let done = Counter()
    do {
      let store = try StoreKind.sqlite.make(in: folder)
      for round in 0..<100 { store.commit([put("k\(round)", "1")], quota: 1 << 20) { _ in done.add() } }
    }
    #expect(done.count == 100)
    #expect(try await StoreKind.sqlite.make(in: folder).keys().count == 100)
  }

  @Test("The file has a write-ahead log, our mark and a version, and keeps its tables in order")
  func file() async throws {
    let store = try StoreKind.sqlite.make(in: folder)
    try await store.commit(put("a", "1"))
    let path = folder.file("kv.db")
    #expect(RawDatabase.ask(path, "pragma journal_mode") == "wal")
    #expect(RawDatabase.ask(path, "pragma application_id") == "\(0x5248_4B56)")
    #expect(RawDatabase.ask(path, "pragma user_version") == "1")
    #expect(RawDatabase.ask(path, "pragma integrity_check") == "ok")
  }

  @Test("What waits together is committed together: far fewer transactions than commits")
  func groups() async throws {
    let store = try StoreKind.sqlite.make(in: folder)
    let gate = Gate()
    store.get(key("a")) { _ in gate.wait() }
    for round in 0..<1000 { store.commit([put("k\(round)", "v")], quota: 1 << 20) { _ in } }
    gate.open()
    _ = try await store.commit()
    // Each transaction writes the changed pages once; a thousand of them would write thousands.
    let log = try #require(try FileManager.default.attributesOfItem(atPath: folder.file("kv.db-wal"))[.size] as? Int)
    #expect(log < 4096 * 300)
    #expect(try await store.keys(limit: 2000).count == 1000)
  }

  @Test("kill -9 in the middle of a stream of commits loses nothing that was confirmed, and halves none")
  func killed() async throws {
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try StateStore(folder: StateFolder(path: path))
      let confirmed = open(path + "/confirmed", O_WRONLY | O_CREAT | O_APPEND, 0o600)
      for round in 1...100_000 {
        let pair = [put("left", "\(round)"), put("right", "\(round)"), put("n\(round)", "1")]
        store.commit(pair, quota: 1 << 30) { result in
          guard case .success = result else { return }
          let line = "\(round)\n"
          write(confirmed, line, line.utf8.count)
          // Others are waiting in the queue and in the next group at this moment.
          if round == 300 { kill(getpid(), SIGKILL) }
        }
        if round % 64 == 0 { usleep(1000) }
      }
    }
    let lines = String(decoding: try folder.read("confirmed"), as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 300)
    let store = try StoreKind.sqlite.make(in: folder)
    let left = try #require(try await store.value(key("left")))
    #expect(try await store.value(key("right")) == left)
    let last = try #require(Int(String(decoding: left.bytes, as: UTF8.self)))
    #expect(last >= 300)
    #expect(left.version == UInt64(last))
    #expect(try await store.keys("n", limit: 200_000).count == last)
    #expect(RawDatabase.ask(folder.file("kv.db"), "pragma integrity_check") == "ok")
    let stored = "select sum(length(cast(key as blob)) + length(value)) from entry"
    #expect(try await RawDatabase.ask(folder.file("kv.db"), stored) == "\(store.usage())")
  }
}
