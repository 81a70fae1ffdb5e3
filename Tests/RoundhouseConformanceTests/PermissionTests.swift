import FixtureBuilder
import Foundation
import Testing

@testable import RoundhouseConformance

/// What an agent lacks in its sandbox, and what it should ask for.
@Suite struct PermissionTests {
  @Test func `The least that suffices is found among much`() {
    let needs = (1...200).map { Need.environment("V\($0)") }
    var questions = 0
    var search = NeedSearch(limit: 400) { tried in
      questions += 1
      return tried.contains(.environment("V7")) && tried.contains(.environment("V190"))
    }
    #expect(search.least(of: needs) == [.environment("V7"), .environment("V190")])
    #expect(questions < 60)
  }

  @Test func `A port is found among all, and a file below its folders`() throws {
    var ports = NeedSearch(limit: 100) {
      $0.contains { if case .connect(let ports) = $0 { ports ~= 5_432 } else { false } }
    }
    #expect(ports.least(of: [.processes, .connect(1...UInt16.max)]) == [.connect(5_432...5_432)])
    let room = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: room.path + "/a/b", withIntermediateDirectories: true)
    for name in ["one", "two"] { try TemporaryFolder.write([], to: room.path + "/a/b/" + name) }
    let file = room.path + "/a/b/two"
    var files = NeedSearch(limit: 100) {
      $0.contains { if case .read(let path) = $0 { file.hasPrefix(path) } else { false } }
    }
    #expect(files.least(of: [.read(room.path)]) == [.read(file)])
  }

  @Test func `A search that has asked enough keeps what it knows to suffice`() {
    var search = NeedSearch(limit: 3) { $0.contains(.environment("V7")) }
    let kept = search.least(of: (1...200).map { .environment("V\($0)") })
    #expect(kept.contains(.environment("V7")) && kept.count > 1)
  }

  @Test func `What is needed is told in the manifest's own words`() {
    let needs: [Need] = [
      .connect(80...80), .read("/agents/a/data"), .execute("/usr/bin/true"), .environment("HOME"), .processes,
    ]
    #expect(
      needs.manifestText(in: "/agents/a") == """
        "permissions": {"read":["data"],"execute":["/usr/bin/true"],"connect":[80],"environment":["HOME"]} \
        and "limits": {"processes": 8}
        """)
    #expect([Need.processes].manifestText(in: "/") == #""limits": {"processes": 8}"#)
  }

  @Test(.enabled(if: Roundhouse.isSoak, "it takes some seconds"))
  func `An agent that connects without permission is told its port`() throws {
    let listener = try TestListener()
    let room = try TemporaryFolder()
    let defect = Defect(fixture: "check-connects", test: "", words: "", flags: ["-DPORT=\(listener.port)"])
    let options = ["--only", "W1.permissions", "--tier", "worker"]
    let agent = try #require(CheckedAgent.check(defect.folder(in: room), options).agents.first)
    let test = try #require(agent.tests.first)
    #expect(test.state == "failed")
    #expect(
      test.remedies.contains(#"add "permissions": {"connect":[\#(listener.port)]} to agent.json"#), "\(test.remedies)")
  }

  @Test(.enabled(if: Roundhouse.isSoak, "it takes some seconds"))
  func `An agent that starts a program without permission is told which`() throws {
    let room = try TemporaryFolder()
    let folder = try Defect(fixture: "check-starts-a-program", test: "", words: "").folder(in: room)
    let agent = try #require(
      CheckedAgent.check(folder, ["--only", "W1.permissions", "--tier", "worker"]).agents.first)
    let remedies = try #require(agent.tests.first).remedies
    #expect(remedies.contains(#"add "permissions": {"execute":["/usr/bin/true"]}"#), "\(remedies)")
  }

  @Test func `What a manifest asks for is not missed`() throws {
    let room = try TemporaryFolder()
    let folder = try Defect(
      fixture: "check-needs-a-file-to-start", test: "", words: "",
      manifest: #""permissions": {"read": ["/etc/passwd"]},"#
    ).folder(in: room)
    let agent = try #require(
      CheckedAgent.check(folder, ["--only", "W1.permissions", "--only", "S1.start", "--tier", "worker"]).agents.first)
    #expect(agent.passed == 2, "\(agent.complaints)")
  }

  @Test func `An agent that looks at its own threads, as libdispatch does, finds them in a worker too`() throws {
    let room = try TemporaryFolder()
    let folder = try Defect(fixture: "check-looks-at-its-thread", test: "", words: "").folder(in: room)
    let agent = try #require(
      CheckedAgent.check(
        folder, ["--only", "W1.permissions", "--only", "W2.same-answers", "--only", "S1.capabilities"]
      ).agents.first)
    #expect(agent.passed == 4, "\(agent.complaints)")
    #expect(agent.tests.allSatisfy { !$0.words.contains("refused") }, "\(agent.tests.map(\.words))")
  }
}
