import FixtureBuilder
import Foundation
import Testing

/// What `roundhouse new` makes keeps the rules in both tiers. The template in Swift is checked where it is built.
@Suite struct TemplateTests {
  @Test(arguments: ["c", "ffi"]) func `A new agent passes every rule, without a warning`(_ language: String) throws {
    let room = try TemporaryFolder()
    let folder = room.path + "/fresh"
    let made = try Command.run(
      ["env", "-C", room.path, "ROUNDHOUSE_SDK=\(FixtureBuilder.repository)/sdk", "NO_COLOR=1", Roundhouse.path]
        + ["new", "fresh", "--language", language])
    #expect(made.status == 0, "\(made.output)")
    if language == "c" { #expect(try Command.run(["make", "-s", "-C", folder]).status == 0) }
    // Mathematics of the system's library is not what changes here.
    let level = language == "c" || Roundhouse.isSoak ? "full" : "quick"
    let (agents, status) = try CheckedAgent.check(folder, ["--strict", "--tier", "both", "--level", level])
    let agent = try #require(agents.first)
    #expect(status == 0 && agent.ok, "\(agent.complaints)")
    #expect(agent.tests.contains { $0.tier == "worker" && $0.state == "passed" && $0.id == "S1.capabilities" })
  }
}
