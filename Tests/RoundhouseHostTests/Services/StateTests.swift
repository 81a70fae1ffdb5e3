import RoundhouseModel
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Key-value state through the ABI.
  struct StateTests {
    let fixture = HostFixture()

    @Test(arguments: ["", "await-"])
    func `what is put is got, in each scope by itself`(_ prefix: String) throws {
      try fixture.add("state", offers: ["text.state"])
      func ask(_ payload: String, principal: String = "alice", session: String = "talk") throws -> String {
        try fixture.ask("text.state", prefix + payload) { options in
          options.principal = principal
          options.session = session
        }.text
      }
      #expect(try ask("get 0 key") == "-13 0 ")
      #expect(try ask("put 0 key 0 agent") == "0 1 ")
      #expect(try ask("put 1 key 0 alices") == "0 2 ")
      #expect(try ask("put 2 key 0 talks") == "0 3 ")
      #expect(try ask("get 0 key", principal: "bob", session: "other") == "0 1 agent")
      #expect(try ask("get 1 key", session: "other") == "0 2 alices")
      #expect(try ask("get 1 key", principal: "bob") == "-13 0 ")
      #expect(try ask("get 2 key", principal: "bob") == "0 3 talks")
      #expect(try ask("get 2 key", session: "other") == "-13 0 ")
      #expect(fixture.state.keys.allSatisfy { $0.agent == "test.state" })
      #expect(fixture.state.keys.count == 3)
    }

    @Test(arguments: ["", "await-"])
    func `another version than expected is a conflict, and a senseless request is refused`(_ prefix: String) throws {
      try fixture.add("state", offers: ["text.state"])
      func ask(_ payload: String) throws -> String { try fixture.ask("text.state", prefix + payload).text }
      #expect(try ask("put 0 key 0 first") == "0 1 ")
      #expect(try ask("put 0 key 0 second") == "-12 0 ")
      #expect(try ask("put 0 key 7 second") == "-12 0 ")
      #expect(try ask("put 0 key 1 second") == "0 2 ")
      #expect(try ask("put 0 key any third") == "0 3 ")
      #expect(try ask("get 9 key") == "-1 0 refused")
      // This call has no session.
      #expect(try ask("get 2 key") == "-1 0 refused")
      #expect(fixture.unrest == "")
    }

    @Test func `two agents have nothing in common`() throws {
      try fixture.add("state", id: "test.a", offers: ["text.a"])
      try fixture.add("state", id: "test.b", offers: ["text.b"])
      _ = try fixture.ask("text.a", "put 0 key 0 mine")
      #expect(try fixture.ask("text.b", "get 0 key").text == "-13 0 ")
    }
  }
}
