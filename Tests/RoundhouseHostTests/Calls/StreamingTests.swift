import CPlatform
import RoundhouseLoading
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

/// Reads a streaming call to its end on the test's thread.
final class ChunkReader: CallObserver {
  private let state = Mutex((numbers: [Int](), last: "", bytes: 0))
  private let word = Atomic<UInt32>(0)
  let ended = Atomic<Bool>(false)

  func callEnded(_ call: PendingCall) {
    ended.store(true, ordering: .releasing)
    wake()
  }

  func chunksArrived(_ call: PendingCall) { wake() }

  private func wake() {
    word.add(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  var numbers: [Int] { state.withLock { $0.numbers } }
  var last: String { state.withLock { $0.last } }
  var bytes: Int { state.withLock { $0.bytes } }

  func take(_ call: PendingCall) {
    call.takeChunks { chunk in
      let text = String(decoding: chunk.prefix(16), as: UTF8.self)
      let number = Int(text.prefix { $0.isNumber })
      state.withLock { state in
        if let number { state.numbers.append(number) } else { state.last = text }
        state.bytes += chunk.count
      }
    }
  }

  /// Takes chunks as they come, a moment after each time if the reader is to be slow.
  func read(_ call: PendingCall, pause: UInt32 = 0) throws {
    call.observe(self)
    let end = platform_now() + .seconds(120)
    while true {
      let seen = word.load(ordering: .acquiring)
      let isEnded = ended.load(ordering: .acquiring)
      take(call)
      if isEnded { return }
      if pause > 0 { usleep(pause) }
      try #require(platform_now() < end, "the stream hangs")
      withUnsafePointer(to: word) { _ = platform_futex_wait($0, seen, platform_now() + .seconds(1)) }
    }
  }
}

extension HostTests {
  /// Chunks as they come.
  struct StreamingTests {
    let fixture = HostFixture()

    private func begin(_ payload: String, _ change: (inout CallOptions) -> Void = { _ in }) throws -> PendingCall {
      try #require(
        try fixture.begin("text.stream", payload) { options in
          options.wantsChunks = true
          options.deadline = milliseconds(120_000)
          change(&options)
        })
    }

    private func add(blocking: Bool) throws {
      try fixture.add("streams", offers: ["text.stream"]) { manifest in
        manifest.isBlocking = blocking
        manifest.capabilities[0].isStreaming = true
      }
    }

    @Test(arguments: [("2000", true), ("2000", false), ("wait 2000", true)])
    func `all chunks come, in order, with the last payload as the last one`(_ payload: String, _ blocking: Bool) throws
    {
      try add(blocking: blocking)
      let call = try begin(payload)
      let reader = ChunkReader()
      try reader.read(call)
      #expect(reader.numbers == Array(0..<2000))
      #expect(reader.last == "end")
      let reply = try call.takeOutcome()
      #expect(reply.bytes.isEmpty)
      #expect(reply.agent == "test.streams")
      #expect(fixture.unrest == "")
    }

    @Test(arguments: ["600", "wait 600"])
    func `a slow reader holds the agent back instead of filling memory`(_ payload: String) throws {
      try add(blocking: true)
      let call = try begin(payload)
      let reader = ChunkReader()
      // Nobody reads yet: no more than the room for chunks is filled.
      #expect(eventually { call.state.withLock { if case .inAgent = $0.phase { true } else { false } } })
      usleep(50_000)
      var waiting = 0
      call.takeChunks { waiting += $0.count }
      #expect(waiting <= 256 << 10)
      call.observe(reader)
      try reader.read(call, pause: 1000)
      #expect(reader.bytes + waiting == 600 * 1024 + 3)
      _ = try call.takeOutcome().agent
    }

    @Test func `without a reader of chunks they are joined into one answer`() throws {
      try add(blocking: true)
      let answer = try fixture.ask("text.stream", "300")
      #expect(answer.text.utf8.count == 300 * 1024 + 3)
      #expect(answer.text.hasPrefix("0 "))
      #expect(answer.text.hasSuffix("end"))
    }

    @Test func `a stream that fails before its first chunk is begun anew elsewhere, a later one is not`() throws {
      for (id, priority) in [("test.a", 2), ("test.b", 1)] {
        try fixture.add("streams", id: id, offers: ["text.stream"]) { manifest in
          manifest.priority = priority
          manifest.capabilities[0].isIdempotent = true
          manifest.breaker.failureThreshold = 1000
        }
      }
      let early = try begin("fail 0")
      try ChunkReader().read(early)
      #expect(throws: RoundhouseError.self) { _ = try early.takeOutcome().agent }
      #expect(early.state.withLock { $0.attempts } == 2)
      let late = try begin("fail 400")
      let reader = ChunkReader()
      try reader.read(late)
      #expect(throws: RoundhouseError.self) { _ = try late.takeOutcome().agent }
      // Whatever was handed out came from one agent, in order and once.
      #expect(reader.numbers == Array(0..<reader.numbers.count))
      #expect(fixture.unrest == "")
    }

    @Test func `a failing stream with an eager reader never hands out a chunk twice`() throws {
      for (id, priority) in [("test.a", 2), ("test.b", 1)] {
        try fixture.add("streams", id: id, offers: ["text.stream"]) { manifest in
          manifest.priority = priority
          manifest.capabilities[0].isIdempotent = true
          manifest.breaker.failureThreshold = 1_000_000
        }
      }
      for _ in 0..<200 {
        let call = try begin("fail 3")
        let reader = ChunkReader()
        try reader.read(call)
        #expect(throws: RoundhouseError.self) { _ = try call.takeOutcome().agent }
        #expect(reader.numbers == Array(0..<reader.numbers.count))
      }
      #expect(fixture.unrest == "")
    }

    @Test(arguments: ["100000", "wait 100000"])
    func `a stream whose reader has gone is ended`(_ payload: String) throws {
      try add(blocking: true)
      // Often, because the call is just then on its way to a thread, or with its agent.
      for _ in 0..<50 {
        let call = try begin(payload)
        let reader = ChunkReader()
        call.observe(reader)
        call.cancel()
        try #require(eventually { reader.ended.load(ordering: .acquiring) })
        do throws(RoundhouseError) {
          _ = try call.takeOutcome().agent
          Issue.record("it was cancelled")
        } catch {
          #expect(error.code == .cancelled)
        }
      }
      if payload.hasPrefix("wait") { #expect(fixture.unrest == "") }
    }

    @Test func `a stream goes on to its end while its agent is replaced`() throws {
      try add(blocking: false)
      let call = try begin("3000")
      let reader = ChunkReader()
      var waiting = 0
      call.takeChunks { _ in waiting += 1 }
      try add(blocking: false)
      #expect(try fixture.status("test.streams").generation == 2)
      try reader.read(call)
      #expect(reader.numbers.count + waiting == 3000)
      _ = try call.takeOutcome().agent
      #expect(eventually { fixture.log.count("destroyed") == 1 })
    }

    @Test func `what an agent emits without end is bounded, and not taken for its answer`() throws {
      try fixture.add("emits-without-end", offers: ["text.flood"]) { manifest in
        manifest.limits.reply = 1 << 20
        manifest.breaker.failureThreshold = 1_000_000
      }
      #expect(try fixture.ask("text.flood", "4").text.utf8.count == 4 * 64 << 10)
      let error = try #require(fixture.failure("text.flood", "0"))
      #expect(error.code == .agentError)
      #expect(error.message.contains("more bytes than its limits allow"))
      #expect(try fixture.status("test.emits-without-end").misbehaviours > 0)
      let before = ProcessMemory.resident
      for _ in 0..<8 {
        _ = fixture.failure("text.flood", "0")
        try fixture.host.setEnabled("test.emits-without-end", true)
      }
      #expect(ProcessMemory.resident < before + (64 << 20))
    }

    @Test func `a flood that nobody reads ends at the deadline, within the room for chunks`() throws {
      try fixture.add("emits-without-end", offers: ["text.stream"]) { $0.breaker.failureThreshold = 1000 }
      let before = ProcessMemory.resident
      let call = try begin("0") { $0.deadline = milliseconds(300) }
      #expect(throws: RoundhouseError.self) { _ = try call.wait().agent }
      #expect(ProcessMemory.resident < before + (64 << 20))
      #expect(fixture.unrest == "")
    }
  }
}
