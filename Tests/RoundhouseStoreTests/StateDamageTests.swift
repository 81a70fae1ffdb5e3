import Foundation
import RoundhouseModel
import RoundhouseStore
import Testing

/// Files that cannot be trusted are refused with a clear line and never touched.
struct StateDamageTests {
  let folder = TemporaryFolder()
  var path: String { folder.file("kv.db") }

  @Test("A file that is no database is refused, with its path and what to do, and left as it is")
  func garbage() throws {
    try folder.write("kv.db", Array("not a database, but somebody's notes".utf8) + [UInt8](repeating: 7, count: 5000))
    let before = try folder.read("kv.db")
    let error = try #require(opening())
    #expect(error.code == .internal)
    #expect(error.message == "the state in \(path) is damaged")
    #expect(error.path == path)
    #expect(error.cause.contains("file is not a database"))
    #expect(error.remedy.contains(".recover"))
    #expect(try folder.read("kv.db") == before)
  }

  @Test("A file with a damaged page is refused and left as it is")
  func flipped() async throws {
    try await fill()
    var bytes = try folder.read("kv.db")
    for place in stride(from: 4096 + 8, to: bytes.count, by: 4096) { bytes[place] ^= 0x5A }
    try folder.write("kv.db", bytes)
    let error = try #require(opening())
    #expect(error.code == .internal)
    #expect(error.message == "the state in \(path) is damaged")
    #expect(try folder.read("kv.db") == bytes)
  }

  @Test("A file that was cut is refused", arguments: [100, 512, 4096, 4096 * 3, 4096 * 5 + 77])
  func cut(length: Int) async throws {
    try await fill()
    let bytes = Array(try folder.read("kv.db").prefix(length))
    try folder.write("kv.db", bytes)
    let error = try #require(opening())
    #expect(error.message == "the state in \(path) is damaged")
    #expect(try folder.read("kv.db") == bytes)
  }

  @Test("An emptied file beside its log is not taken for a new one")
  func emptied() async throws {
    try folder.write("kv.db", [])
    try folder.write("kv.db-wal", [UInt8](repeating: 1, count: 100))
    let error = try #require(opening())
    #expect(error.message == "the state in \(path) is damaged")
    #expect(error.cause == "the file is empty or missing, but its log \(path)-wal has 100 bytes")
    #expect(try folder.read("kv.db-wal").count == 100)
  }

  @Test("Another program's database is refused")
  func foreign() throws {
    RawDatabase.ask(path, "create table t(x); insert into t values(1)")
    let error = try #require(opening())
    #expect(error.message == "\(path) is a SQLite database, but not one of Roundhouse")
    #expect(RawDatabase.ask(path, "select x from t") == "1")
  }

  @Test("A newer Roundhouse's database is refused")
  func newer() async throws {
    try await fill()
    RawDatabase.ask(path, "pragma user_version = 99")
    let error = try #require(opening())
    #expect(error.message == "\(path) was written by a newer Roundhouse (version 99, this one knows 1)")
    #expect(RawDatabase.ask(path, "pragma user_version") == "99")
  }

  @Test("A folder in the place of the file is refused")
  func folderInPlace() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    let error = try #require(opening())
    #expect(error.code == .internal)
    #expect(error.message == "\(path) cannot be opened for writing")
  }

  @Test("Damage met while running is an error of that request; the store lives on")
  func damageWhileRunning() async throws {
    try await fill()
    let store = try StoreKind.sqlite.make(in: folder)
    #expect(RawDatabase.ask(path, "drop table usage") == "")
    let error = await store.refusal(put("a", "1"))
    #expect(error?.code == .internal)
    #expect(error?.cause.contains("usage") == true)
    await #expect(throws: RoundhouseError.self) { try await store.usage() }
    #expect(try await store.commit() == 50)
  }

  @Test("While another program holds the file, commits are refused as overloaded, all together after two seconds")
  func held() async throws {
    let store = try StoreKind.sqlite.make(in: folder)
    try await store.commit(put("a", "1"))
    let holder = try HeldDatabase(path)
    let began = ContinuousClock.now
    let errors = await withTaskGroup(of: RoundhouseError?.self) { group in
      for _ in 0..<20 { group.addTask { await store.refusal(put("a", "2")) } }
      return await group.reduce(into: [RoundhouseError?]()) { $0.append($1) }
    }
    #expect(errors.count == 20)
    #expect(errors.allSatisfy { $0?.code == .overloaded && $0?.message == "another program holds \(path)" })
    // The first may be alone in its group; the others share the next one. One after another would take 40 s.
    #expect(ContinuousClock.now - began < .seconds(15))
    #expect(try await store.value(key("a")) == value("1", 1))
    holder.release()
    #expect(try await store.commit(put("a", "2")) == 2)
  }

  private func fill() async throws {
    let store = try StoreKind.sqlite.make(in: folder)
    for round in 0..<50 { try await store.commit(put("k\(round)", String(repeating: "x", count: 1000))) }
    store.close()
  }

  /// The error that opening ends with; nil if it succeeds.
  private func opening() -> RoundhouseError? {
    do {
      _ = try StateStore(folder: StateFolder(path: folder.path))
      return nil
    } catch { return error }
  }
}
