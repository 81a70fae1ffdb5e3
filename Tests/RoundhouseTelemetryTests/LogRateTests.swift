import RoundhouseModel
import RoundhouseTelemetry
import Testing

/// An agent that floods the log loses lines, is told of, and harms nobody else.
struct LogRateTests {
  let pipe = TestPipe()
  let time = ManualTime()
  let noisy = LogFields(agent: "acme.noisy")

  private func log() -> Log {
    Log(descriptor: pipe.writer, format: .text(color: false), rate: LogRate(perSecond: 10, burst: 20), clock: time)
  }

  private func messages() -> [String] { pipe.readLines().map { String($0.dropFirst("06:08:05.123 ".count)) } }

  @Test("After a burst lines are left out, and the next one that passes says how many")
  func flood() {
    let log = log()
    for round in 0..<100 { log.info("line \(round)", noisy) }
    #expect(messages() == (0..<20).map { "info acme.noisy: line \($0)" })
    time.advance(by: .milliseconds(100))
    log.info("again", noisy)
    #expect(
      messages() == [
        "warning acme.noisy: 80 log lines were left out, the agent wrote too many", "info acme.noisy: again",
      ])
    log.info("too soon", noisy)
    #expect(messages() == [])
  }

  @Test("Lines come back at their rate, and never more than a burst")
  func refill() {
    let log = log()
    for _ in 0..<20 { log.info("x", noisy) }
    #expect(messages().count == 20)
    time.advance(by: .milliseconds(500))
    for _ in 0..<20 { log.info("x", noisy) }
    #expect(messages().count == 5)
    time.advance(by: .seconds(3600))
    for _ in 0..<100 { log.info("x", noisy) }
    #expect(messages().count == 20 + 1, "the burst, and the line about the 15 that were left out")
  }

  @Test("Other agents and the host are not affected")
  func others() {
    let log = log()
    for _ in 0..<100 { log.info("x", noisy) }
    _ = messages()
    for round in 0..<15 { log.info("\(round)", LogFields(agent: "acme.quiet")) }
    for round in 0..<200 { log.info("\(round)") }
    #expect(messages().count == 215)
  }

  @Test("The loss of an agent that fell silent is told after a second, with anybody's next line")
  func silent() {
    let log = log()
    for _ in 0..<25 { log.info("x", noisy) }
    _ = messages()
    log.info("host")
    #expect(messages() == ["info host"])
    time.advance(by: .seconds(1))
    log.info("host")
    #expect(
      messages() == ["warning acme.noisy: 5 log lines were left out, the agent wrote too many", "info host"])
    log.info("host")
    #expect(messages() == ["info host"])
  }

  @Test("At the end all losses are told")
  func flush() {
    let log = log()
    for agent in ["b.b", "a.a"] {
      for _ in 0..<21 { log.info("x", LogFields(agent: agent)) }
    }
    _ = messages()
    log.flush()
    #expect(
      messages() == [
        "warning a.a: 1 log lines were left out, the agent wrote too many",
        "warning b.b: 1 log lines were left out, the agent wrote too many",
      ])
    log.flush()
    #expect(messages() == [])
  }

  @Test("Countless agents do not take countless memory, and none of them is silenced at once")
  func manyAgents() {
    let log = log()
    for round in 0..<10_000 { log.info("x", LogFields(agent: "agent.\(round)")) }
    _ = pipe.readAll()
    // The accounts are full and busy; further agents share one.
    for round in 0..<30 { log.info("x", LogFields(agent: "late.\(round)")) }
    #expect(messages().filter { $0.contains("late.") }.count == 20)
    time.advance(by: .seconds(10))
    for round in 0..<30 { log.info("x", LogFields(agent: "later.\(round)")) }
    #expect(messages().filter { $0.contains("later.") }.count == 30)
  }
}
