import RoundhouseModel
import Testing

struct TraceParentTests {
  static let example = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

  @Test("The standard's example is read and written")
  func example() throws {
    let trace = try #require(TraceParent(parsing: Self.example))
    #expect(trace.high == 0x4bf9_2f35_77b3_4da6)
    #expect(trace.low == 0xa3ce_929d_0e0e_4736)
    #expect(trace.span == 0x00f0_67aa_0ba9_02b7)
    #expect(trace.isSampled)
    #expect(trace.description == Self.example)
    #expect(trace.child(span: 1).description == "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000001-01")
  }

  @Test(
    "Unknown flags are not passed on, known ones are",
    arguments: [("00", "00"), ("ff", "03"), ("02", "02"), ("fe", "02")])
  func flags(given: String, written: String) {
    let prefix = Self.example.dropLast(2)
    #expect(TraceParent(parsing: prefix + given)?.description == prefix + written)
  }

  @Test("Of a later version the known part is read")
  func laterVersion() {
    let rest = Self.example.dropFirst(2)
    #expect(TraceParent(parsing: "01" + rest)?.description == Self.example)
    #expect(TraceParent(parsing: "cc" + rest + "-what-the-future-brings")?.description == Self.example)
    #expect(TraceParent(parsing: "cc" + rest + ".x") == nil)
    #expect(TraceParent(parsing: "ff" + rest) == nil)
  }

  @Test(
    "Anything else is not a trace",
    arguments: [
      "", "00", " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 ",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-extra",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
      "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
      "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
      "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
      "0x-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-é",
    ])
  func refused(text: String) { #expect(TraceParent(parsing: text) == nil) }

  @Test("Fresh traces differ and read back")
  func fresh() {
    let traces = (0..<100).map { _ in TraceParent.fresh() }
    #expect(Set(traces.map(\.description)).count == 100)
    #expect(traces.allSatisfy { TraceParent(parsing: $0.description) == $0 })
  }
}
