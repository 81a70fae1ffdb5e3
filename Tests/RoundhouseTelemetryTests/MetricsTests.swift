import Foundation
import RoundhouseModel
import RoundhouseTelemetry
import Testing

struct MetricsTests {
  let metrics = Metrics()

  private var text: String {
    var text = PrometheusText()
    metrics.write(into: &text)
    return String(decoding: text.text, as: UTF8.self)
  }

  @Test("Counters add, gauges replace, by name and agent")
  func scalars() throws {
    try metrics.record(.counter, "tickets.sold", 2, agent: "acme.tickets")
    try metrics.record(.counter, "tickets.sold", 3.5, agent: "acme.tickets")
    try metrics.record(.counter, "tickets.sold", 1, agent: "a.other")
    try metrics.record(.gauge, "queue", 7, agent: "acme.tickets")
    try metrics.record(.gauge, "queue", -4, agent: "acme.tickets")
    #expect(
      text == """
        # HELP roundhouse_agent_queue Recorded by agents.
        # TYPE roundhouse_agent_queue gauge
        roundhouse_agent_queue{agent="acme.tickets"} -4
        # HELP roundhouse_agent_tickets_sold Recorded by agents.
        # TYPE roundhouse_agent_tickets_sold counter
        roundhouse_agent_tickets_sold{agent="a.other"} 1
        roundhouse_agent_tickets_sold{agent="acme.tickets"} 5.5

        """)
    metrics.forget(agent: "acme.tickets")
    #expect(!text.contains("acme.tickets"))
    #expect(text.contains("a.other"))
  }

  @Test("A histogram counts each observation into the buckets at and above it")
  func histogram() throws {
    for value in [0.0005, 0.001, 0.0011, 3, 5e9, -1] {
      try metrics.record(.histogram, "wait.seconds", value, agent: "a.b")
    }
    let lines = text.split(separator: "\n")
    #expect(lines[1] == "# TYPE roundhouse_agent_wait_seconds histogram")
    #expect(lines.contains(#"roundhouse_agent_wait_seconds_bucket{agent="a.b",le="0.0001"} 1"#))
    #expect(lines.contains(#"roundhouse_agent_wait_seconds_bucket{agent="a.b",le="0.001"} 3"#))
    #expect(lines.contains(#"roundhouse_agent_wait_seconds_bucket{agent="a.b",le="0.0025"} 4"#))
    #expect(lines.contains(#"roundhouse_agent_wait_seconds_bucket{agent="a.b",le="5"} 5"#))
    #expect(lines.contains(#"roundhouse_agent_wait_seconds_bucket{agent="a.b",le="1000000000"} 5"#))
    #expect(lines.contains(#"roundhouse_agent_wait_seconds_bucket{agent="a.b",le="+Inf"} 6"#))
    #expect(lines.contains(#"roundhouse_agent_wait_seconds_count{agent="a.b"} 6"#))
    #expect(lines.count == 2 + 27 + 2)
  }

  @Test(
    "A name is dotted lower case of at most 96 bytes",
    arguments: ["", "A", "1a", ".a", "a-b", "a b", "é", "a\n", "_a", String(repeating: "a", count: 97)])
  func badNames(name: String) {
    let error = #expect(throws: RoundhouseError.self) { try metrics.record(.gauge, name, 1, agent: "a.b") }
    #expect(error?.code == .badRequest)
    #expect(error?.message.hasSuffix("is not the name of a metric") == true)
    #expect(error?.message.contains("\n") == false)
    #expect(text == "")
  }

  @Test("An agent has 64 names; the next one is refused, the others go on, and so do other agents")
  func limit() throws {
    for index in 0..<64 { try metrics.record(.counter, "n\(index)", 1, agent: "a.b") }
    let error = #expect(throws: RoundhouseError.self) { try metrics.record(.counter, "n64", 1, agent: "a.b") }
    #expect(error?.code == .overloaded)
    #expect(error?.message == "a.b has 64 metrics already, n64 is one too many")
    try metrics.record(.counter, "n63", 1, agent: "a.b")
    try metrics.record(.counter, "n64", 1, agent: "a.c")
    try metrics.record(.counter, String(repeating: "a", count: 96), 1, agent: "a.c")
  }

  @Test("A name keeps its kind, and figures must be finite")
  func kinds() throws {
    try metrics.record(.counter, "n", 1, agent: "a.b")
    let other = #expect(throws: RoundhouseError.self) { try metrics.record(.gauge, "n", 1, agent: "a.b") }
    #expect(other?.message == "the metric n is a counter, not a gauge")
    for value in [Double.nan, .infinity, -1] {
      let error = #expect(throws: RoundhouseError.self) { try metrics.record(.counter, "n", value, agent: "a.b") }
      #expect(error?.code == .badRequest)
    }
    #expect(throws: RoundhouseError.self) { try metrics.record(.gauge, "g", .infinity, agent: "a.b") }
    #expect(text.hasSuffix("{agent=\"a.b\"} 1\n"))
  }

  @Test("Two names that Prometheus could not tell apart are refused")
  func collisions() throws {
    try metrics.record(.histogram, "size", 1, agent: "a.b")
    try metrics.record(.counter, "a.b", 1, agent: "a.b")
    for name in ["size_count", "size.sum", "size_bucket", "a_b"] {
      let error = #expect(throws: RoundhouseError.self, "\(name)") {
        try metrics.record(.gauge, name, 1, agent: "a.b")
      }
      #expect(error?.code == .badRequest)
    }
    try metrics.record(.gauge, "wait_sum", 1, agent: "a.b")
    let error = #expect(throws: RoundhouseError.self) { try metrics.record(.histogram, "wait", 1, agent: "a.b") }
    #expect(error?.message == "the metrics wait_sum and wait would both be shown as wait_sum")
  }

  @Test("When agents disagree what a figure is, it is shown without a kind")
  func disagreement() throws {
    try metrics.record(.counter, "n", 1, agent: "a.a")
    try metrics.record(.gauge, "n", 2, agent: "a.b")
    #expect(
      text == """
        # HELP roundhouse_agent_n Recorded by agents.
        # TYPE roundhouse_agent_n untyped
        roundhouse_agent_n{agent="a.a"} 1
        roundhouse_agent_n{agent="a.b"} 2

        """)
    try metrics.record(.histogram, "n", 3, agent: "a.c")
    #expect(text.contains("roundhouse_agent_n_count{agent=\"a.c\"} 1\n"))
    #expect(text.components(separatedBy: "# TYPE").count == 2)
  }

  @Test("Eight threads lose no count")
  func threads() {
    let metrics = metrics
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for _ in 0..<1000 {
        try? metrics.record(.counter, "shared", 1, agent: "a.b")
        try? metrics.record(.histogram, "wait", 0.5, agent: "a.\(thread % 2)")
      }
    }
    #expect(text.contains("roundhouse_agent_shared{agent=\"a.b\"} 8000\n"))
    #expect(text.contains("roundhouse_agent_wait_sum{agent=\"a.1\"} 2000\n"))
  }
}
