import RoundhouseModel
import Testing

@testable import roundhouse

@Suite("Pages made from a host's answers")
struct ViewTests {
  private let terminal = Terminal(descriptor: -1, color: "never")

  private func node(_ text: String) throws -> JSONNode { try JSONNode.answer(Array(text.utf8)) }

  @Test("No agents: the page says where was looked and what to do")
  func empty() throws {
    let text = AgentsView(try node(#"{"agents":[],"folders":["/etc/roundhouse/agents"]}"#)).text(terminal)
    #expect(text.contains("No agents found.\nLooked in:\n  /etc/roundhouse/agents\n"))
    #expect(text.contains("roundhouse new"))
  }

  @Test("Calls and reasons have columns only where there are any")
  func columns() throws {
    let idle = #"{"id":"a","version":"1.0.0","state":"healthy","priority":100,"capabilities":[{"name":"x.y"}]}"#
    #expect(
      AgentsView(try node("[\(idle)]")).text(terminal)
        == "AGENT  VERSION  STATE    PRIORITY  CAPABILITIES\na      1.0.0    healthy       100  x.y\n")
    let busy =
      #"{"id":"b","state":"unhealthy","reason":"says so","capabilities":[{"name":"x","statistics":{"calls":1200,"errors":3}}]}"#
    let text = AgentsView(try node("[\(idle),\(busy)]")).text(terminal)
    #expect(text.contains("CALLS"))
    #expect(text.contains("1 200"))
    #expect(text.contains("says so"))
  }

  @Test("What was rejected stands under the table with reason and remedy, and cannot drive the terminal")
  func rejected() throws {
    let answer = #"{"agents":[],"rejected":[{"path":"/a\u001b/agent.json","reason":"bad id","remedy":"write x.y"}]}"#
    let text = AgentsView(try node(answer)).text(terminal)
    #expect(text.contains("✗ /a\\u{1b}/agent.json: bad id\n    → write x.y\n"))
  }

  @Test("A route without candidates says so, and why")
  func route() throws {
    let answer = """
      {"capability":"a.b","version":1,"strategy":"power-of-two","candidates":[],
       "rejections":[{"agent":"x","reason":"disabled","detail":"by the operator"}]}
      """
    let text = RouteView(try node(answer)).text(terminal, isExplained: true)
    #expect(text.contains("Nobody can answer now."))
    #expect(text.contains("  x  disabled  by the operator\n"))
  }

  @Test("An answer that is no JSON is no host's answer")
  func notJSON() {
    #expect { try JSONNode.answer(Array("<html>".utf8)) } throws: { ($0 as? RoundhouseError)?.code == .unreachable }
  }

  @Test("Pretty JSON says the same as the answer")
  func pretty() throws {
    let answer = try node(#"{"a":[1,{"b":null}],"c":1.50,"d":"\u00e9\n"}"#)
    #expect(try JSONNode.answer(AnswerCommand.pretty(answer)).isEqual(to: answer))
  }
}
