import Foundation
import RoundhouseModel
import Testing

@testable import roundhouse

@Suite("New agents from templates")
struct ScaffoldTests {
  private let root = NSTemporaryDirectory() + "scaffold-\(UUID().uuidString)"

  private func withSDK<Value>(_ body: (String) throws -> Value) throws -> Value {
    let template = root + "/sdk/templates/c/src"
    try FileManager.default.createDirectory(atPath: template, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    try
      #"{"id":"{{id}}","capabilities":[{"name":"{{id}}.say"}],"selfTest":[{"capability":"{{id}}.say","input":{"a":1}}]}"#
      .write(toFile: root + "/sdk/templates/c/agent.json", atomically: true, encoding: .utf8)
    try "{{module}} {{sdk}}".write(toFile: template + "/{{name}}.c", atomically: true, encoding: .utf8)
    try "#!/bin/sh\n".write(toFile: root + "/sdk/templates/c/run", atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: root + "/sdk/templates/c/run")
    return try body(root + "/sdk")
  }

  @Test("Placeholders are filled in, in names and in texts, and executables stay executable")
  func copy() throws {
    try withSDK { sdk in
      let template = try AgentTemplate(name: "my-agent", id: "acme.mine", language: "c", sdk: sdk)
      #expect(template.files == ["agent.json", "run", "src/my-agent.c"])
      #expect(template.call == #"acme.mine.say '{"a":1}'"#)
      let folder = try template.copy(into: root + "/out")
      #expect(try String(contentsOfFile: folder + "/src/my-agent.c", encoding: .utf8) == "MyAgent \(sdk)")
      #expect(FileManager.default.isExecutableFile(atPath: folder + "/run"))
    }
  }

  @Test("Nothing that exists is overwritten")
  func conflict() throws {
    try withSDK { sdk in
      let template = try AgentTemplate(name: "twice", id: "twice", language: "c", sdk: sdk)
      _ = try template.copy(into: root)
      #expect { try template.copy(into: root) } throws: { ($0 as? RoundhouseError)?.code == .conflict }
    }
  }

  @Test(
    "Names that cannot be a folder, a file and a module are refused",
    arguments: ["", "A", "1a", "a b", "../a", "a/b", "é"])
  func names(_ name: String) { #expect(!AgentTemplate.isName(name)) }
}
