import Foundation
import RoundhouseModel
import RoundhouseStore
import Testing

struct HistoryStoreTests {
  let folder = TemporaryFolder()

  private func store() throws -> HistoryStore { HistoryStore(folder: try StateFolder(path: folder.path)) }

  private func report(_ version: String) -> ReplacementReport {
    var report = ReplacementReport(
      agent: "acme.echo", old: GenerationReport(generation: 1, version: "1.0.0", sha256: "ab"),
      new: GenerationReport(generation: 2, version: version, sha256: "cd"), began: .init(.probing, 1_700_000_000_000))
    report.steps.append(.init(.rolledBack, 1_700_000_000_007))
    report.reason = "2 of its 3 calls \"failed\""
    return report
  }

  @Test("there is no history as long as there is no file")
  func missing() throws { #expect(try store().load() == []) }

  @Test("what is saved is there in the next host, in the same order, and nothing else")
  func roundTrip() throws {
    do { try store().save([report("1.1.0")]) }
    do { try store().save([report("1.2.0"), report("1.3.0")]) }
    #expect(try store().load() == [report("1.2.0"), report("1.3.0")])
    #expect(folder.names == ["lock", "replacements.json"])
  }

  @Test(
    "a file that is something else is told and left alone",
    arguments: ["", "{", "[]", #"{"version": 2, "replacements": []}"#, #"{"version": 1, "replacements": {}}"#])
  func damage(_ text: String) throws {
    let store = try store()
    try text.write(toFile: store.path, atomically: true, encoding: .utf8)
    #expect { try store.load() } throws: { error in
      let error = error as? RoundhouseError
      return error?.code == .internal && error?.path == store.path && error?.remedy.isEmpty == false
    }
    #expect(try String(contentsOfFile: store.path, encoding: .utf8) == text)
  }

  @Test("what cannot be understood within a good file is passed over")
  func unknown() throws {
    let store = try store()
    try store.save([report("1.1.0")])
    let text = try String(contentsOfFile: store.path, encoding: .utf8)
      .replacingOccurrences(of: "\"replacements\":[", with: "\"replacements\":[{\"agent\":7},5,")
    try text.write(toFile: store.path, atomically: true, encoding: .utf8)
    #expect(try store.load() == [report("1.1.0")])
  }
}
