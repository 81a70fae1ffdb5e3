import Foundation
import RoundhouseModel
import Testing

@testable import roundhouse

@Suite("The payload and the capability of a call")
struct PayloadTests {
  @Test("Nothing means an empty object, a text is sent as it stands")
  func texts() throws {
    #expect(try PayloadArgument.read(nil, isBinary: false) == Array("{}".utf8))
    #expect(try PayloadArgument.read(#" {"a": 1} "#, isBinary: false) == Array(#" {"a": 1} "#.utf8))
    #expect(try PayloadArgument.read("-5", isBinary: false) == Array("-5".utf8))
    #expect(try PayloadArgument.read("{", isBinary: true) == Array("{".utf8))
  }

  @Test("What is not JSON costs no call, and the place is told")
  func typingError() {
    #expect { try PayloadArgument.read(#"{"a" 1}"#, isBinary: false) } throws: { error in
      let error = error as? RoundhouseError
      return error?.code == .badRequest && error?.message.contains("line 1, column 6") == true
    }
  }

  @Test("A file is read, and one that is not there is named")
  func files() throws {
    let path = NSTemporaryDirectory() + "payload-\(UUID().uuidString).json"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "[1]".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(try PayloadArgument.read("@" + path, isBinary: false) == Array("[1]".utf8))
    #expect { try PayloadArgument.read("@/nowhere/x", isBinary: false) } throws: {
      ($0 as? RoundhouseError)?.path == "/nowhere/x"
    }
  }

  @Test("A text that is no JSON is sent as a JSON string, whatever bytes it has")
  func plainTexts() throws {
    #expect(try PayloadArgument.text("a \"b\"\n") == Array(#""a \"b\"\n""#.utf8))
    let path = NSTemporaryDirectory() + "payload-\(UUID().uuidString).diff"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data([UInt8(ascii: "+"), 0xE4, 0]).write(to: URL(fileURLWithPath: path))
    #expect(try PayloadArgument.text("@" + path) == Array("\"+\u{FFFD}\\u0000\"".utf8))
  }

  @Test("M-060 a run is given JSON or a text, and not both")
  func textOfARun() throws {
    func request(_ words: String...) throws -> RunRequest {
      let root = Command(name: "roundhouse", abstract: "", subcommands: [RunCommand.command])
      return try RunCommand.request(ArgumentReader.read(["run", "pr-review"] + words, root))
    }
    #expect(try request("--text", "diff --git").input == Array("\"diff --git\"".utf8))
    #expect(try request("--input", "[1]").input == Array("[1]".utf8))
    #expect(try request().input.isEmpty)
    #expect { try request("--text", "a", "--input", "1") } throws: { ($0 as? RoundhouseError)?.code == .badRequest }
  }

  @Test("A capability may name its version")
  func version() throws {
    #expect(try CallRequest(capability: "a.b").version == 0)
    #expect(try CallRequest(capability: "a.b@3").version == 3)
    #expect(try CallRequest(capability: "a.b@3").target == "a.b@3")
    for text in ["a@", "a@0", "a@x", "a@-1"] {
      #expect(throws: RoundhouseError.self) { try CallRequest(capability: text) }
    }
  }
}
