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

  @Test("A history without replacements says what would make one")
  func emptyHistory() throws {
    let text = HistoryView(try node(#"{"agent":"a.b","replacements":[]}"#)).text(terminal)
    #expect(text.contains("a.b was not replaced yet") && text.contains("into its folder"))
  }

  @Test("A history tells who replaced whom, how it ended, and why")
  func history() throws {
    let steps = #""steps":[{"phase":"probing","time":"2026-01-02T03:04:05.678Z"}]"#
    let (old, new) = (
      #""old":{"generation":1,"version":"1.0.0"}"#, #""new":{"generation":2,"version":"1.1.0","calls":20,"errors":2}"#
    )
    let answer =
      #"{"agent":"a.b","replacements":[{"phase":"rolled-back","reason":"errors","share":5,\#(old),\#(new),\#(steps)}]}"#
    let text = HistoryView(try node(answer)).text(terminal)
    for word in ["2026-01-02T03:04:05.678Z", "1.0.0 #1", "1.1.0 #2", "rolled back", "5 %", "20", "errors"] {
      #expect(text.contains(word), "\(word): \(text)")
    }
  }

  @Test("One agent's page and line tell of the generation that is compared")
  func sharing() throws {
    let answer =
      #"{"id":"a.b","version":"1.0.0","state":"healthy","replacement":{"phase":"sharing","share":20,"held":true,"new":{"version":"1.1.0","calls":7,"errors":1}}}"#
    let page = AgentView(try node(answer)).text(terminal)
    #expect(page.contains("version 1.1.0, sharing, has 20 % of the calls until `roundhouse agents promote`"))
    #expect(page.contains("7 calls, 1 errors"))
    #expect(AgentLine(try node(answer)).text(terminal.ink).contains("1.0.0 beside 1.1.0 with 20 % of the calls"))
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
