import CRoundhouse
import Testing

@testable import RoundhouseLoading

extension FFITests {
  /// What success is, and where the words of a failure come from.
  struct Outcomes {
    static func fail(_ rule: String, types: String = "", type: String = "i32") throws -> FFIAgent {
      try FFIFixture.function(
        "fail", "{\"name\": \"code\", \"type\": \"i32\"}", returns: "{\"type\": \"\(type)\", \(rule)}", types: types)
    }

    @Test(arguments: [
      ("\"success\": {\"equals\": 0}", 0, "{}"), ("\"success\": {\"equals\": 0}", 2, "fail returned 2"),
      ("\"success\": {\"equals\": [0, 4]}", 4, "{\"result\":4}"),
      ("\"success\": {\"equals\": [0, 4]}", 2, "fail returned 2"),
      ("\"success\": {\"notEquals\": -1}", 3, "{\"result\":3}"),
      ("\"success\": {\"notEquals\": -1}", -1, "fail returned -1"),
      ("\"success\": {\"min\": 0}", 0, "{\"result\":0}"), ("\"success\": {\"min\": 0}", -9, "fail returned -9"),
      ("\"success\": {\"max\": 5}", 6, "fail returned 6"),
      ("\"name\": \"code2\", \"success\": {\"equals\": 0}", 0, "{\"code2\":0}"),
      (
        "\"success\": {\"equals\": 0}, \"error\": {\"symbol\": \"fail_text\", \"argument\": \"result\"}", 2,
        "no such thing"
      ),
      ("\"success\": {\"equals\": 0}, \"error\": {\"symbol\": \"fail_text\", \"argument\": \"code\"}", 3, "a\u{FFFD}z"),
      (
        "\"success\": {\"equals\": 0}, \"error\": {\"symbol\": \"fail_text\", \"argument\": \"result\"}", 4,
        "fail returned 4"
      ),
    ])
    func `A number says whether it went well`(rule: String, code: Int, outcome: String) throws {
      #expect(try Self.fail(rule).f("{\"code\": \(code)}") == outcome)
    }

    @Test func `A failure carries the library's code, and says whether to try again`() throws {
      let agent = try Self.fail(
        "\"success\": {\"equals\": \"fine\"}, \"error\": {\"retryable\": [\"busy\"]}",
        types: "\"enums\": {\"status\": {\"values\": {\"fine\": 0, \"busy\": 5, \"broken\": 6}}}", type: "status")
      let busy = try agent.call("f", "{\"code\": 5}")
      #expect(busy.status == RH_AGENT_ERROR && busy.agentCode == "busy" && busy.isRetryable && !busy.isNotStarted)
      #expect(busy.message == "fail returned busy")
      let broken = try agent.call("f", "{\"code\": 6}")
      #expect(broken.agentCode == "broken" && !broken.isRetryable)
      #expect(try agent.call("f", "{\"code\": 77}").agentCode == "77")
      #expect(try agent.f("{\"code\": 0}") == "{}")
    }

    @Test func `A text that the library allocates for its failure is told and freed`() throws {
      let before = try liveObjects()
      let agent = try FFIFixture.function(
        "fail_message",
        """
        {"name": "code", "type": "i32"},
        {"name": "message", "type": "string", "direction": "out", "free": "release", "hidden": true}
        """, returns: "{\"type\": \"i32\", \"success\": {\"equals\": 0}, \"error\": {\"parameter\": \"message\"}}")
      #expect(try agent.f("{\"code\": 1}") == "it hurts")
      #expect(try agent.f("{\"code\": 0}") == "{}")
      #expect(try liveObjects() == before)
    }

    @Test func `Everything is freed after a failure too`() throws {
      let before = try liveObjects()
      let agent = try FFIFixture.function(
        "fail_after",
        """
        {"name": "code", "type": "i32"}, {"name": "other", "type": "bytes", "direction": "out", "free": "release"},
        {"name": "size", "type": "u32", "direction": "out", "lengthOf": "other"}
        """, returns: "{\"type\": \"bytes\", \"count\": 4, \"free\": \"release\", \"success\": {\"notNull\": true}}")
      #expect(try agent.f("{\"code\": 0}") == "{\"result\":\"AAAAAA==\",\"other\":\"AAAAAAAAAAA=\"}")
      #expect(try agent.f("{\"code\": 1}") == "fail_after returned a null pointer")
      #expect(try liveObjects() == before)
    }

    @Test func `errno is cleared before the call and read right after it`() throws {
      let rule = "{\"type\": \"f64\", \"success\": {\"errno\": true}, \"error\": {\"errno\": true}}"
      let agent = try FFIFixture.function("fail_errno", "{\"name\": \"code\", \"type\": \"i32\"}", returns: rule)
      let failed = try agent.call("f", "{\"code\": 33}")
      #expect(failed.message == "Numerical argument out of domain" && failed.agentCode == "EDOM")
      #expect(try agent.f("{\"code\": 0}") == "{\"result\":1.5}")
      let silent = try FFIFixture.function(
        "fail_errno", "{\"name\": \"code\", \"type\": \"i32\"}",
        returns: "{\"type\": \"f64\", \"success\": {\"errno\": true}}")
      #expect(try silent.f("{\"code\": 2}") == "fail_errno set errno to 2")
      #expect(try FFIFixture.function("errno_before", returns: "\"i32\"").f() == "{\"result\":0}")
    }

    @Test func `An initializer is called once, and its failure refuses the agent`() throws {
      let functions = "\"functions\": [{\"capability\": \"f\", \"symbol\": \"starts\", \"returns\": \"i32\"}]"
      func agent(_ code: Int) throws -> FFIAgent {
        try FFIFixture.agent(
          """
          "initializer": {"symbol": "start", "parameters": [{"name": "code", "type": "i32", "value": \(code)}],
          "returns": {"type": "i32", "success": {"min": 0}}}, \(functions)
          """)
      }
      let before = try FFIFixture.agent(functions).f()
      let started = try agent(1).f()
      #expect(before == "{\"result\":0}" && started == "{\"result\":1}")
      #expect { _ = try agent(-7) } throws: { "\($0)".contains("start returned -7") }
    }
  }
}
