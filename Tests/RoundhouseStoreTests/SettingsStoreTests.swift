import Foundation
import RoundhouseModel
import RoundhouseStore
import Testing

struct SettingsStoreTests {
  let folder = TemporaryFolder()

  private func store() throws -> SettingsStore { SettingsStore(folder: try StateFolder(path: folder.path)) }

  @Test("Nothing was changed as long as there is no file")
  func missing() throws { #expect(try store().load() == [:]) }

  @Test("Changes last, and the file is readable for people")
  func roundTrip() throws {
    let settings = [
      "acme.echo": AgentSettings(enabled: false, priority: 250),
      "acme.books": AgentSettings(weight: 0),
      "acme.none": AgentSettings(),
    ]
    do { try store().save(settings) }
    #expect(try store().load() == settings.filter { !$0.value.isEmpty })
    #expect(
      String(decoding: try folder.read("settings.json"), as: UTF8.self) == """
        {
          "version": 1,
          "agents": {
            "acme.books": {
              "weight": 0
            },
            "acme.echo": {
              "enabled": false,
              "priority": 250
            }
          }
        }

        """)
    #expect(folder.names == ["lock", "settings.json"])
  }

  @Test("Saving again replaces all, and leaves no temporary file")
  func replacing() throws {
    let store = try store()
    for round in 0..<20 { try store.save(["a.b": AgentSettings(priority: round)]) }
    #expect(try store.load() == ["a.b": AgentSettings(priority: 19)])
    #expect(folder.names == ["lock", "settings.json"])
  }

  @Test("A figure that could not be read back is refused before it is written")
  func unreadable() throws {
    let store = try store()
    try store.save(["a.b": AgentSettings(priority: 1000, weight: 0)])
    for settings in [AgentSettings(priority: 1001), AgentSettings(weight: -1)] {
      let error = #expect(throws: RoundhouseError.self) { try store.save(["a.b": settings]) }
      #expect(error?.code == .badRequest)
    }
    #expect(try store.load() == ["a.b": AgentSettings(priority: 1000, weight: 0)])
  }

  @Test("Many savers at once leave one whole file")
  func concurrently() async throws {
    let store = try store()
    await withThrowingTaskGroup(of: Void.self) { group in
      for round in 0..<20 { group.addTask { try store.save(["a.b": AgentSettings(priority: round)]) } }
    }
    #expect(try store.load().keys.sorted() == ["a.b"])
    #expect(folder.names == ["lock", "settings.json"])
  }

  @Test(
    "A file that was edited to something else is refused with line, column and what was expected",
    arguments: [
      ("", ":1:1: "),
      ("[]", ":1:1: the file must be an object"),
      ("{\"version\": 2, \"agents\": {}}", ":1:13: expected \"version\": 1"),
      ("{\"version\": 1}", ":1:1: the key \"agents\" is missing"),
      ("{\"version\": 1,\n \"agents\": []}", ":2:12: \"agents\" must be an object"),
      ("{\"version\": 1, \"agents\": {\"a\": 1}}", ":1:32: an agent's changes must be an object"),
      ("{\"version\": 1, \"agents\": {\"a\": {\"enabled\": 1}}}", ":1:44: \"enabled\" is true or false"),
      (
        "{\"version\": 1, \"agents\": {\"a\": {\"priority\": 1001}}}",
        ":1:45: \"priority\" is a whole number from 0 to 1000"
      ),
      (
        "{\"version\": 1, \"agents\": {\"a\": {\"weight\": 1.5}}}", ":1:43: \"weight\" is a whole number from 0 to 1000"
      ),
      ("{\"version\": 1, \"agents\": {\"a\": {\"prio\": 1}}}", ":1:33: unknown key \"prio\""),
      ("{\"version\": 1, \"agents\": {\"a\": {}, \"a\": {}}}", ":1:36: the key \"a\" stands here a second time"),
      ("{\"version\": 1, \"agents\": {", ":1:2"),
    ])
  func refused(text: String, message: String) throws {
    try folder.write("settings.json", Array(text.utf8))
    let error = #expect(throws: RoundhouseError.self) { try store().load() }
    #expect(error?.code == .internal)
    #expect(error?.message.hasPrefix(folder.file("settings.json") + message) == true, "\(error?.message ?? "")")
    #expect(try folder.read("settings.json") == Array(text.utf8))
  }

  @Test("A full disk leaves the old file", .enabled(if: TinyDisk.canMount))
  func fullDisk() throws {
    let disk = try TinyDisk(folder.file("disk"), bytes: 64 << 10)
    do {
      let store = SettingsStore(folder: try StateFolder(path: disk.path))
      try store.save(["a.b": AgentSettings(priority: 1)])
      disk.fill()
      let error = #expect(throws: RoundhouseError.self) { try store.save(["a.b": AgentSettings(priority: 2)]) }
      #expect(error?.code == .storeFull)
      #expect(error?.message == "no room is left on the disk of \(store.path)")
      #expect(try store.load() == ["a.b": AgentSettings(priority: 1)])
    }
  }
}
