import CPlatform
import RoundhouseLoading
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

extension HostTests {
  /// Every path of a call gives its place in the call table back: 200 000 calls need no more places than a few.
  struct PlacesTests {
    let fixture = HostFixture { configuration in
      configuration.retryMinimum = 100_000_000
    }

    private static let paths = [
      "inline", "inline fails", "inline refuses", "inline later", "blocking", "blocking fails", "failover", "streaming",
      "no agent", "unknown", "queue full", "cancelled",
    ]

    private func add() throws {
      func add(_ library: String, _ name: String, blocking: Bool, _ change: (inout Manifest) -> Void = { _ in }) throws
      {
        try fixture.add(library, id: "test.\(name)", offers: ["text.\(name)"]) { manifest in
          manifest.isBlocking = blocking
          manifest.breaker.failureThreshold = .max
          change(&manifest)
        }
      }
      try add("noop", "inline", blocking: false)
      try add("fails", "bad", blocking: false)
      try add("later", "later", blocking: false)
      try add("noop", "blocking", blocking: true)
      try add("fails", "worse", blocking: true)
      try add("streams", "stream", blocking: false)
      try add("noop", "off", blocking: false)
      try add("never-completes", "full", blocking: false) { manifest in
        manifest.concurrency = .limit(1)
        manifest.limits.queue = 0
      }
      try fixture.host.setEnabled("test.off", false)
      for (id, library, priority) in [("test.first", "fails", 2), ("test.second", "noop", 1)] {
        try fixture.add(library, id: id, offers: ["text.pair"]) { manifest in
          manifest.priority = priority
          manifest.isBlocking = false
          manifest.capabilities[0].isIdempotent = true
          manifest.breaker.failureThreshold = .max
        }
      }
    }

    /// One call on one path; whether it ended as it should.
    private static func walk(_ path: String, _ fixture: HostFixture) -> Bool {
      switch path {
      case "inline": (try? fixture.ask("text.inline")) != nil
      case "inline fails": fixture.failure("text.bad", "-8 0 0")?.code == .agentError
      case "inline refuses": fixture.failure("text.bad", "return -8")?.code == .agentError
      case "inline later": (try? fixture.ask("text.later", "0")) != nil
      case "blocking": (try? fixture.ask("text.blocking")) != nil
      case "blocking fails": fixture.failure("text.worse", "-8 0 0")?.code == .agentError
      case "failover": (try? fixture.ask("text.pair", "-8 0 0").agent) == "test.second"
      case "streaming": streams(fixture)
      case "no agent": fixture.failure("text.off")?.code == .noHealthyAgent
      case "unknown": fixture.failure("text.unknown")?.code == .unknownCapability
      case "queue full": fixture.failure("text.full")?.code == .overloaded
      case "cancelled": cancels(fixture)
      default: false
      }
    }

    private static func streams(_ fixture: HostFixture) -> Bool {
      guard let call = try? fixture.begin("text.stream", "2", { $0.wantsChunks = true }) else { return false }
      let reader = ChunkReader()
      try? reader.read(call)
      return reader.numbers == [0, 1] && (try? call.takeOutcome().agent) != nil
    }

    /// Given up at whatever moment it happens to be.
    private static func cancels(_ fixture: HostFixture) -> Bool {
      guard let call = try? fixture.begin("text.blocking") else { return true }
      call.cancel()
      return eventually { call.hasEnded }
    }

    @Test func `two hundred thousand calls over every path need only a few places`() throws {
      try add()
      let holder = try #require(try fixture.begin("text.full", "x") { $0.deadline = milliseconds(3_000_000) })
      let fixture = fixture
      // Threads keep some places for their next calls, so the first rounds may take new ones.
      let warm = counted(threads: 8) { count in
        for path in Self.paths {
          for _ in 0..<50 where Self.walk(path, fixture) { count.add(1, ordering: .relaxed) }
        }
      }
      #expect(warm == 8 * 50 * Self.paths.count)
      let before = CallTable.touched
      let shares = ["inline": 15_000, "blocking": 1000, "cancelled": 1000, "inline later": 500, "blocking fails": 1000]
      let good = counted(threads: 8) { count in
        for path in Self.paths {
          for _ in 0..<shares[path, default: 1000] where Self.walk(path, fixture) { count.add(1, ordering: .relaxed) }
        }
      }
      #expect(good == 8 * Self.paths.reduce(0) { $0 + shares[$1, default: 1000] })
      #expect(good >= 200_000)
      #expect(CallTable.touched - before < 2000, "\(CallTable.touched - before) places were not given back")
      holder.cancel()
      try fixture.add("never-completes", id: "test.releaser", offers: ["text.release"])
      _ = try fixture.ask("text.release", "release")
      #expect(fixture.unrest == "")
    }
  }
}
