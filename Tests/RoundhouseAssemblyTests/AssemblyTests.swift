import Foundation
import RoundhouseAssembly
import RoundhouseHost
import RoundhouseModel
import RoundhouseServer
import Testing

@Suite("A whole host over real folders")
struct AssemblyTests {
  private let fixture: AssemblyFixture

  init() throws { fixture = try AssemblyFixture() }

  @Test("Good agents answer, and each bad one is told with its reason, whatever is wrong with it")
  func start() throws {
    try fixture.put("good")
    try fixture.put("wrong", expecting: 7)
    try fixture.write("{", to: "broken/agent.json")
    let assembly = try fixture.start()
    defer { assembly.end() }
    #expect(try assembly.pow("good") == #"{"result":1024}"#)
    #expect(assembly.roster.isSettled)
    let rejections = assembly.roster.rejections()
    #expect(rejections.count == 2)
    #expect(rejections[0].path.hasSuffix("/broken/agent.json"))
    #expect(rejections[1].id == "wrong")
    #expect(rejections[1].reason.contains("self test"))
    let answer = try JSONDocument(parsing: assembly.answers.agents()).root
    #expect(answer["agents"]?.count == 1)
    #expect(answer["rejected"]?.count == 2)
  }

  @Test("Many agents are loaded by several threads, and none is forgotten")
  func many() throws {
    for number in 0..<40 { try fixture.put("a\(number)", expecting: number % 10 == 0 ? 1 : 1024) }
    let assembly = try fixture.start()
    defer { assembly.end() }
    #expect(assembly.host.agents().count == 36)
    #expect(assembly.roster.failures.map(\.id) == ["a0", "a10", "a20", "a30"])
  }

  @Test("What operators change lasts, unless it was temporary")
  func lasting() throws {
    for id in ["one", "two"] { try fixture.put(id) }
    try change()
    let second = try fixture.start()
    defer { second.end() }
    #expect(try second.host.agent("one").state == .disabled)
    let two = try second.host.agent("two")
    #expect(two.state == .healthy)
    #expect(two.priority == 300)
    #expect(two.weight == 7)
  }

  /// A host of its own, whose lock on the state folder ends with it.
  private func change() throws {
    let assembly = try fixture.start()
    defer { assembly.end() }
    try assembly.roster.setEnabled("one", false, isTemporary: false)
    try assembly.roster.change("two", priority: 300, weight: 7, isTemporary: false)
    try assembly.roster.setEnabled("two", false, isTemporary: true)
    #expect(try assembly.host.agent("two").state == .disabled)
  }

  @Test("A new generation keeps what operators changed, also what is temporary")
  func generations() throws {
    try fixture.put("one")
    let assembly = try fixture.start()
    defer { assembly.end() }
    try assembly.roster.change("one", priority: 900, weight: nil, isTemporary: true)
    try fixture.put("one", version: "2.0.0")
    assembly.roster.rescan()
    let status = try assembly.host.agent("one")
    #expect(status.version == "2.0.0")
    #expect(status.generation == 2)
    #expect(status.priority == 900)
  }

  @Test("A replacement that fails leaves the old generation, and says why")
  func failedReplacement() throws {
    try fixture.put("one")
    let assembly = try fixture.start()
    defer { assembly.end() }
    try fixture.put("one", expecting: 3, version: "2.0.0")
    assembly.roster.rescan()
    #expect(try assembly.host.agent("one").version == "1.0.0")
    #expect(try assembly.pow("one") == #"{"result":1024}"#)
    #expect(assembly.roster.rejections().map(\.id) == ["one"])
    try fixture.put("one", version: "2.0.1")
    assembly.roster.rescan()
    // It was called, so the new one is compared until nobody has called for a while.
    #expect(assembly.eventually { (try? assembly.host.agent("one").version) == "2.0.1" })
    #expect(assembly.roster.rejections().isEmpty)
  }

  @Test("Reloading makes a new generation although nothing has changed; an unknown or refused agent says so")
  func reload() throws {
    try fixture.put("one")
    try fixture.put("wrong", expecting: 7)
    let assembly = try fixture.start()
    defer { assembly.end() }
    try assembly.roster.reload("one")
    #expect(try assembly.host.agent("one").generation == 2)
    #expect { try assembly.roster.reload("wrong") } throws: { ($0 as? RoundhouseError)?.code == .agentError }
    #expect { try assembly.roster.reload("oen") } throws: { error in
      let error = error as? RoundhouseError
      return error?.code == .unknownAgent && error?.remedy.contains("one") == true
    }
    #expect { try assembly.roster.setEnabled("wrong", true, isTemporary: true) } throws: { error in
      (error as? RoundhouseError)?.message.contains("self test") == true
    }
  }

  @Test("Agents come and go with their folders")
  func watching() throws {
    let assembly = try fixture.start(watches: true)
    defer { assembly.end() }
    try fixture.put("late")
    #expect(assembly.eventually { (try? assembly.pow("late")) == #"{"result":1024}"# })
    try fixture.remove("late")
    #expect(assembly.eventually { (try? assembly.host.agent("late")) == nil })
  }

  @Test("Two hosts cannot have one state folder, and the second says who has it")
  func stateInUse() throws {
    let assembly = try fixture.start()
    defer { assembly.end() }
    #expect { try fixture.start() } throws: { ($0 as? RoundhouseError)?.code == .conflict }
  }

  @Test("With a server there is an address, and the figures can be read there")
  func server() throws {
    try fixture.put("one")
    let assembly = try fixture.start(hasServer: true)
    defer { assembly.end() }
    _ = try assembly.pow("one")
    let address = try #require(assembly.address)
    #expect(address.port > 0)
    let text = try fixture.get("http://127.0.0.1:\(address.port)/metrics")
    #expect(text.contains(#"roundhouse_agent_state{agent="one",state="healthy"} 1"#))
    #expect(text.contains(#"roundhouse_call_duration_seconds_bucket{agent="one",capability="one.pow",le="+Inf"}"#))
  }
}
