import RoundhouseTelemetry
import Testing

struct PrometheusTextTests {
  /// Checked once with the parser of prometheus_client 0.26.0.
  @Test("Families are written as the text format 0.0.4 wants them")
  func golden() {
    var text = PrometheusText()
    text.counter(
      "roundhouse_calls_total", help: "Calls by outcome,\nwith a \\ and a \"quote\".",
      [
        (labels: [("agent", "acme.echo"), ("outcome", "ok")], value: 1_234_567),
        (labels: [("agent", "odd\"\\\n"), ("outcome", "error")], value: 0.5),
      ])
    text.gauge("roundhouse_uptime_seconds", help: "Since the start.", [(labels: [], value: 1e-06)])
    text.gauge("roundhouse_nothing", help: "No samples, no family.", [])
    text.gauge(
      "roundhouse_odd", help: "Odd values.",
      [
        (labels: [("v", "nan")], value: .nan), (labels: [("v", "inf")], value: .infinity),
        (labels: [("v", "-inf")], value: -.infinity), (labels: [("v", "big")], value: 1e300),
      ])
    var value = HistogramValue(bounds: [0.1, 1])
    for observation in [0.05, 0.1, 0.5, 7] { value.observe(observation) }
    text.histogram("roundhouse_call_seconds", help: "Durations.", [(labels: [("agent", "a.b")], value: value)])
    #expect(
      String(decoding: text.text, as: UTF8.self) == #"""
        # HELP roundhouse_calls_total Calls by outcome,\nwith a \\ and a "quote".
        # TYPE roundhouse_calls_total counter
        roundhouse_calls_total{agent="acme.echo",outcome="ok"} 1234567
        roundhouse_calls_total{agent="odd\"\\\n",outcome="error"} 0.5
        # HELP roundhouse_uptime_seconds Since the start.
        # TYPE roundhouse_uptime_seconds gauge
        roundhouse_uptime_seconds 1e-06
        # HELP roundhouse_odd Odd values.
        # TYPE roundhouse_odd gauge
        roundhouse_odd{v="nan"} NaN
        roundhouse_odd{v="inf"} +Inf
        roundhouse_odd{v="-inf"} -Inf
        roundhouse_odd{v="big"} 1e+300
        # HELP roundhouse_call_seconds Durations.
        # TYPE roundhouse_call_seconds histogram
        roundhouse_call_seconds_bucket{agent="a.b",le="0.1"} 2
        roundhouse_call_seconds_bucket{agent="a.b",le="1"} 3
        roundhouse_call_seconds_bucket{agent="a.b",le="+Inf"} 4
        roundhouse_call_seconds_sum{agent="a.b"} 7.65
        roundhouse_call_seconds_count{agent="a.b"} 4

        """#)
  }
}
