import RoundhouseModel
import RoundhouseTelemetry
import Testing

struct MemoryLogTests {
  @Test("Lines are kept as they were said")
  func keeping() {
    let log = MemoryLog()
    log.warning("slow\ntoday", LogFields(agent: "acme.echo"))
    log.debug("detail")
    #expect(log.messages == ["slow\ntoday", "detail"])
    #expect(log.entries[0].fields.agent == "acme.echo")
    #expect(log.contains("slow", atLeast: .warning))
    #expect(!log.contains("detail", atLeast: .info))
    log.clear()
    #expect(log.entries.isEmpty)
  }

  @Test("The oldest lines go when there are too many, and are counted")
  func bound() {
    let log = MemoryLog(capacity: 10)
    for round in 0..<1000 { log.info("\(round)") }
    #expect(log.entries.count <= 10)
    #expect(log.messages.last == "999")
    #expect(log.forgotten + log.entries.count == 1000)
  }
}
