import AgentKit
import AgentText
import Testing
import Foundation

@Suite("Documents") struct DocumentTests {
  @Test("the first heading is the title, and passages end with sentences and paragraphs")
  func passages() {
    let document = Document(name: "d", text: "# A title\n\nOne two three. Four five.\n\nSix.\n")
    #expect(document.title == "A title")
    #expect(document.passages(ofWords: 4).map(\.text) == ["One two three.", "Four five.", "Six."])
    #expect(document.passages(ofWords: 100).map(\.text) == ["One two three. Four five.", "Six."])
    #expect(Document(name: "d", text: "plain\ntext").title == "d")
    #expect(Document(name: "empty", text: "").passages(ofWords: 9).isEmpty)
    #expect(Document(name: "d", text: "# Only a title").passages(ofWords: 9).isEmpty)
  }

  private func folder(_ files: [String: [UInt8]]) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/documents-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, bytes) in files { try Data(bytes).write(to: URL(filePath: "\(path)/\(name)")) }
    return path
  }

  @Test("a folder's texts come in the order of their names; other files are left alone")
  func files() throws {
    let path = try folder([
      "b.md": Array("# B\nx".utf8), "a.txt": [0xEF, 0xBB, 0xBF] + Array("# A\ny".utf8), "c.pdf": [1], ".d.md": [2],
      "e.txt": [0xFF, 0xFE, 0x41],
    ])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let documents = try DocumentFolder(path, of: "/nowhere").documents()
    #expect(documents.map(\.name) == ["a", "b", "e"])
    #expect(documents.map(\.title) == ["A", "B", "e"])
  }

  @Test("a folder that cannot be read, or has no text, is refused with a remedy")
  func refusals() throws {
    let missing = #expect(throws: AgentError.self) { try DocumentFolder("none", of: "/nowhere").documents() }
    #expect(missing?.message.contains("/nowhere/none cannot be read: No such file") == true)
    #expect(missing?.message.contains("permissions") == true)
    let path = try folder([:])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let empty = #expect(throws: AgentError.self) { try DocumentFolder(path, of: "/").documents() }
    #expect(empty?.message.contains("put files there") == true)
  }

  @Test("a million bytes are indexed and found", .timeLimit(.minutes(1)))
  func large() async throws {
    let filler = String(repeating: "Rain falls on the roof of the engine shed. ", count: 12_000)
    let texts = [
      Document(name: "large", text: filler + "\n\nThe turntable turns.\n\n" + filler),
      Document(name: "small", text: "Sun."),
    ]
    let library = try Library(texts, passagesOfWords: 90)
    let found = try await library.documents(for: TextQuery("turntables"), limit: 5)
    #expect(found.map(\.passage.text) == ["The turntable turns."])
  }
}
