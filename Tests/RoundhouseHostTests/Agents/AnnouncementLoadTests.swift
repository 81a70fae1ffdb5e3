import CPlatform
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Capabilities that come and go while threads ask for them.
  struct AnnouncementLoadTests {
    let fixture = HostFixture()

    private func addAnnouncing(isBlocking: Bool) throws {
      try fixture.add("announces", offers: ["test.control"]) { manifest in
        manifest.permissions.announce = ["text.*"]
        manifest.priority = 200
        manifest.isBlocking = isBlocking
      }
    }

    /// Announces and withdraws both capabilities, with changing versions, so many times.
    private func flip(_ times: Int) throws {
      for round in 0..<times {
        let version = round % 3 + 1
        for name in ["text.flip", "text.flop"] {
          let text = #"announce {"name": "\#(name)", "version": \#(version), "idempotent": \#(round % 2 == 0)}"#
          #expect(try fixture.ask("test.control", text).text == "0")
        }
        usleep(500)
        for name in ["text.flop", "text.flip"] {
          #expect(try fixture.ask("test.control", "withdraw \(name)").text == "0")
        }
      }
    }

    /// Asks on four threads until told to stop.
    /// - Parameter judge: whether an answer is right.
    private func asking(
      _ judge: @escaping @Sendable (_ name: String, Result<HostFixture.Answer, RoundhouseError>) -> Bool
    )
      -> Crew
    {
      Crew(4) { [fixture] crew in
        var place = 0
        while !crew.isStopped {
          place &+= 1
          let name = place % 2 == 0 ? "text.flip" : "text.flop"
          let result: Result<HostFixture.Answer, RoundhouseError>
          do throws(RoundhouseError) {
            result = .success(try fixture.ask(name, "x"))
          } catch {
            result = .failure(error)
          }
          if !judge(name, result) { crew.count.add(1, ordering: .relaxed) }
        }
      }
    }

    @Test(arguments: [true, false])
    func `every request is answered by who offers it, or told that nobody does`(_ isBlocking: Bool) throws {
      try addAnnouncing(isBlocking: isBlocking)
      let answered = Tally()
      let crew = asking { name, result in
        switch result {
        case .success(let answer):
          answered.count.add(1, ordering: .relaxed)
          return answer.agent == "test.announces" && answer.text.hasPrefix("\(name)@") && answer.text.hasSuffix(" x")
        case .failure(let error): return error.code == .unknownCapability
        }
      }
      try flip(300)
      crew.stop()
      crew.wait()
      #expect(crew.count.load(ordering: .acquiring) == 0)
      #expect(answered.count.load(ordering: .acquiring) > 0)
      #expect(fixture.unrest == "")
    }

    @Test(arguments: [true, false])
    func `no request fails while another agent offers the same all the time`(_ isBlocking: Bool) throws {
      try addAnnouncing(isBlocking: isBlocking)
      try fixture.add("noop", id: "test.other", offers: ["text.flip", "text.flop"]) { $0.isBlocking = isBlocking }
      let answered = Tally()
      let crew = asking { name, result in
        guard case .success(let answer) = result else { return false }
        guard answer.agent == "test.announces" else { return answer.agent == "test.other" && answer.text == "x" }
        answered.count.add(1, ordering: .relaxed)
        return answer.text.hasPrefix("\(name)@") && answer.text.hasSuffix(" x")
      }
      try flip(300)
      crew.stop()
      crew.wait()
      #expect(crew.count.load(ordering: .acquiring) == 0)
      #expect(answered.count.load(ordering: .acquiring) > 0)
      #expect(fixture.unrest == "")
    }

    @Test func `agents that announce are added, replaced and removed under load`() throws {
      try fixture.add("noop", id: "test.other", offers: ["text.flip", "text.flop"])
      let crew = asking { name, result in
        guard case .success(let answer) = result else { return false }
        return answer.agent == "test.other" ? answer.text == "x" : answer.text == "\(name)@1 x"
      }
      let config = #"{"announce": [{"name": "text.flip"}, {"name": "text.flop"}]}"#
      for round in 0..<40 {
        try fixture.add("announces", offers: ["test.control"], config: config) { manifest in
          manifest.permissions.announce = ["text.*"]
          manifest.isBlocking = round % 2 == 0
        }
        if round % 4 == 3 { try fixture.host.remove("test.announces") }
      }
      crew.stop()
      crew.wait()
      #expect(crew.count.load(ordering: .acquiring) == 0)
      #expect(fixture.host.capabilities().map(\.agents.count) == [1, 1])
      #expect(fixture.unrest == "")
    }
  }
}

/// A figure that threads share.
private final class Tally: Sendable {
  let count = Atomic<Int>(0)
}
