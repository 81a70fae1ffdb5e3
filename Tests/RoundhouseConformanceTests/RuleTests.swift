import FixtureBuilder
import Foundation
import Testing

@testable import RoundhouseConformance

/// Every rule is found broken in an agent that breaks it.
@Suite struct RuleTests {
  @Test(arguments: Defect.all + Defect.inWorkers) func `A rule that is broken is found`(_ defect: Defect) throws {
    let room = try TemporaryFolder()
    let folder = try defect.folder(in: room)
    let (agents, status) = try CheckedAgent.check(folder, ["--only", defect.test, "--tier", defect.tier])
    let test = try #require(agents.first?.test(defect.test))
    #expect(test.state == defect.state, "\(test.words)")
    #expect(test.words.contains(defect.words), "\(test.words)")
    #expect(defect.remedy.isEmpty || test.remedies.contains(defect.remedy), "\(test.remedies)")
    #expect(status == (defect.state == "failed" ? 5 : 0))
    let complaint = try #require(test.observations.first { $0.state == "failure" || $0.state == "warning" })
    #expect(complaint.expected?.isEmpty == false && complaint.remedy?.isEmpty == false)
  }

  @Test func `Every test but those that only tell has an agent that fails it`() {
    // Some have a test of their own below; the others are figures and notes.
    let telling: Set = ["M1.schema", "M2.library", "L1.file", "L5.needed", "L7.libc", "P1.latency"]
    let proven = Set((Defect.all + Defect.inWorkers).map(\.test)).union(telling)
    #expect(Set(ConformanceSuite.all.map(\.id)).subtracting(proven).isEmpty)
  }

  @Test func `A manifest with several mistakes is told line by line`() throws {
    let room = try TemporaryFolder()
    try #"{"manifestVersion": 1, "id": "Not An Id", "version": "one", "libary": "x"}"#
      .write(toFile: room.path + "/agent.json", atomically: true, encoding: .utf8)
    let (agents, status) = try CheckedAgent.check(room.path, [])
    #expect(status == 5)
    let agent = try #require(agents.first)
    #expect(try #require(agent.test("M1.schema")).words.contains("libary"))
    #expect(agent.failed == 1)
    #expect(agent.tests.filter { $0.state == "skipped" }.allSatisfy { $0.words == "M1.schema failed" })
  }

  @Test func `A library that is not the manifest's, or not whole, goes no further`() throws {
    let room = try TemporaryFolder()
    let file = #"{"path": "lib.so", "sha256": "\#(String(repeating: "0", count: 64))"}"#
    let digest = #""library": {"linux-x86_64": \#(file), "linux-aarch64": \#(file)},"#
    let folder = try Defect(fixture: "plain", test: "", words: "").folder(in: room)
    let manifest = try String(contentsOfFile: folder + "/agent.json", encoding: .utf8)
    try manifest.replacing(#""library": "lib.so","#, with: digest)
      .write(toFile: folder + "/agent.json", atomically: true, encoding: .utf8)
    let other = try #require(CheckedAgent.check(folder, ["--level", "quick"]).agents.first)
    #expect(try #require(other.test("M2.library")).words.contains("is not the file that the manifest means"))
    #expect(other.passed == 1 && other.failed == 1)

    try manifest.write(toFile: folder + "/agent.json", atomically: true, encoding: .utf8)
    let library = try TemporaryFolder.read(folder + "/lib.so")
    try TemporaryFolder.write(Array(library.dropLast(2_000)), to: folder + "/lib.so")
    let short = try #require(CheckedAgent.check(folder, ["--level", "quick"]).agents.first)
    #expect(try #require(short.test("L1.file")).words.contains("is cut off"))
    #expect(short.test("L8.loading")?.state == "skipped")
  }

  @Test func `A library that needs what is not there, or brings it along, is found`() throws {
    let room = try TemporaryFolder()
    let source = FixtureBuilder.repository + "/Tests/Fixtures/Agents/plain/agent.c"
    let folder = try Defect(fixture: "plain", test: "", words: "").folder(in: room)
    try FixtureBuilder.compile(source, to: room.path + "/libacme-missing.so", ["-Wl,-soname,libacme-missing.so"])
    try FixtureBuilder.compile(
      source, to: folder + "/lib.so", ["-L", room.path, "-Wl,--no-as-needed", "-lacme-missing"])
    let options = ["--only", "L5.needed"]
    let missing = try #require(CheckedAgent.check(folder, options).agents.first?.tests.first)
    #expect(missing.state == "failed" && missing.words.contains("libacme-missing.so is not found"), "\(missing.words)")
    try FileManager.default.copyItem(
      atPath: room.path + "/libacme-missing.so", toPath: folder + "/libacme-missing.so")
    let brought = try #require(CheckedAgent.check(folder, options).agents.first?.tests.first)
    #expect(brought.state == "failed" && brought.words.contains("lies beside it"), "\(brought.words)")
  }
}
