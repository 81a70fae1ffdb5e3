import FixtureBuilder
import Foundation
import Testing

/// The agents that play the parts of the examples of orchestration, without a model, in a host as people run it.
@Suite("The cast that needs no model")
struct CastTests {
  private static let agents = ["search-agent", "rag-agent", "llm-agent", "memory-agent", "legal-agent"]
  private static let folders = ["search", "retrieval", "writer", "memory", "legal"]

  private static func host(_ tier: String, state: String? = nil) throws -> RunningHost {
    let settings = agents.map { #""\#($0)": {"tier": "\#(tier)"}"# }.joined(separator: ", ")
    let file = try House.folder("configuration") + "/roundhouse.json"
    try #"{"agents": {\#(settings)}}"#.write(toFile: file, atomically: true, encoding: .utf8)
    let agents = try House.folder("agents")
    return try RunningHost(
      command: [House.command, "serve", "--agents", agents, "--config", file], in: House.room, agents: agents,
      state: state)
  }

  private static func object(_ text: String) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
  }

  @Test(
    "What was found is read and written down, from agent to agent, in either tier", .timeLimit(.minutes(2)),
    arguments: ["host", "worker"])
  func handoff(tier: String) throws {
    let host = try Self.host(tier)
    var context: [String: Any] = ["chain_id": "search_rag_llm", "context_data": [String: Any](), "metadata": [:]]
    var answers: [[String: Any]] = []
    for agent in ["search-agent", "rag-agent", "llm-agent"] {
      context["current_agent"] = agent
      let question: [String: Any] = ["message": "Find AI information and analyze it", "context": context]
      let payload = String(decoding: try JSONSerialization.data(withJSONObject: question), as: UTF8.self)
      let response = try host.call("chat", payload, ["Roundhouse-Agent": agent])
      #expect(response.status == 200, "\(response.body)\n\(host.program.errors)")
      let answer = try Self.object(response.body)
      answers.append(answer)
      context["previous_agent"] = agent
      context["previous_output"] = answer
      context["context_data"] = (context["context_data"] as? [String: Any] ?? [:]).merging([agent: answer]) { $1 }
    }
    let found = try #require(answers[0]["results"] as? [[String: Any]]).compactMap { $0["document"] as? String }
    let read = try #require(answers[1]["passages"] as? [[String: Any]]).compactMap { $0["source"] as? String }
    let cited = try #require(answers[2]["citations"] as? [[String: Any]]).compactMap { $0["source"] as? String }
    #expect(found.first == "ai-overview")
    #expect(!read.isEmpty && Set(read).isSubset(of: found))
    #expect(!cited.isEmpty && Set(cited).isSubset(of: read))
    #expect((answers[0]["handoff"] as? [String: String])?["to"] == "rag-agent")
    #expect((answers[1]["handoff"] as? [String: String])?["to"] == "llm-agent")
    #expect((answers[2]["content"] as? String)?.contains("Sources:\n[1] ") == true)
    #expect(host.stop().status == 0)
  }

  @Test("Whoever does not name an agent is answered by the writer, who asks for documents", .timeLimit(.minutes(2)))
  func chat() throws {
    let ending = try Program.roundhouse("call", "chat", #"{"message":"What is a circuit breaker?"}"#)
    #expect(ending.status == 0, "\(ending.errors)")
    #expect(ending.output.contains("A circuit breaker stops asking an agent"))
    #expect(ending.output.contains("failures-and-retries"))
  }

  @Test(
    "What was stored is there after a restart, in either tier", .timeLimit(.minutes(2)), arguments: ["host", "worker"])
  func memory(tier: String) throws {
    let first = try Self.host(tier)
    for number in 1...20 {
      let stored = try first.call("memory.store", #"{"subject":"ada","fact":"Engine \#(number) stands in the shed."}"#)
      #expect(stored.status == 200, "\(stored.body)")
    }
    #expect(try first.call("memory.forget", #"{"id":"F-3"}"#).body == #"{"forgotten":["F-3"]}"#)
    #expect(first.stop().status == 0)
    let second = try Self.host(tier, state: first.state)
    let found = try Self.object(try second.call("memory.retrieve", #"{"query":"engines","limit":100}"#).body)
    let ids = try #require(found["facts"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    #expect(ids.count == 19 && !ids.contains("F-3"))
    #expect(second.stop().status == 0)
  }

  @Test("The law clerk finds its files in its sandbox", .timeLimit(.minutes(2)))
  func legal() throws {
    let host = try Self.host("worker")
    let found = try host.call("legal.research", #"{"query":"a snail in a bottle of ginger beer"}"#)
    #expect(found.body.contains("Donoghue v Stevenson"), "\(found.body)\n\(host.program.errors)")
    let cited = try host.call("legal.cite", #"{"text":"Brown v. Board of Education, 347 U.S. 483 (1954)"}"#)
    #expect(try Self.object(cited.body)["wellFormed"] as? Int == 1)
    #expect(host.stop().status == 0)
  }

  @Test("Each passes the check, in both tiers", .timeLimit(.minutes(2)), arguments: folders)
  func check(folder: String) throws {
    let ending = try Program.roundhouse("check", House.agents + "/" + folder, "--level", "quick")
    #expect(ending.status == 0, "\(ending.output)")
    #expect(ending.output.contains("worker tier"))
  }

  @Test("Documents are staged beside the manifest, and those that are no more go", .timeLimit(.minutes(1)))
  func staging() throws {
    let target = try House.folder("staged") + "/agents"
    try stage(into: target)
    let documents = target + "/retrieval/documents"
    #expect(try FileManager.default.attributesOfItem(atPath: documents)[.type] as? FileAttributeType == .typeDirectory)
    try "# Old".write(toFile: documents + "/old.md", atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: documents + "/agents.md")
    try stage(into: target)
    let names = try FileManager.default.contentsOfDirectory(atPath: documents)
    #expect(names.contains("agents.md") && !names.contains("old.md"))
  }

  private func stage(into target: String) throws {
    let staging = try Command.run([
      FixtureBuilder.repository + "/Plugins/stage.sh", FixtureBuilder.products, target,
    ])
    try #require(staging.status == 0, "\(staging.output)")
  }
}
