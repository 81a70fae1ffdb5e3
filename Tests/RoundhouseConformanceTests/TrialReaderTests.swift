import RoundhouseConformance
import RoundhouseModel
import Testing

@testable import roundhouse

/// What the process of a test tells, and how it ended.
@Suite struct TrialReaderTests {
  private let note = Observation(.note, happened: "acme.echo 1.0.0")

  private func reader(_ test: String, _ events: [TrialEvent]) throws -> TrialReader {
    var reader = TrialReader(try #require(ConformanceSuite.test(test)))
    for byte in events.flatMap(\.line) { reader.take([byte]) }
    return reader
  }

  @Test func `A process that comes to its end adds nothing to what it saw`() throws {
    let reader = try reader("S1.start", [.doing("it was created"), .saw(note), .end])
    #expect(reader.finish(.exit(0), limit: 1) == [note])
  }

  @Test func `A crash is named with its signal and what the agent was at`() throws {
    let seen = try reader("S1.start", [.saw(note), .doing("it was created")]).finish(.signal(11), limit: 1)
    #expect(seen.map(\.state) == [.note, .failure])
    #expect(seen.last?.happened == "crashed while it was created: SIGSEGV (Segmentation fault)")
    #expect(seen.last?.expected == RuleBook.rule("S1").requirement)
  }

  @Test func `Leaving without a word and not coming back are told apart`() throws {
    let left = try reader("S1.capabilities", [.doing("answering a.b")]).finish(.exit(7), limit: 1)
    #expect(left.last?.happened == "ended the process while answering a.b, with status 7")
    let hung = try reader("S1.start", [.doing("it was drained")]).finish(.overdue, limit: .seconds(2))
    #expect(hung.last?.happened == "did not come back while it was drained; it was ended after 2 s")
  }

  @Test func `A test that only advises makes a warning of a crash`() throws {
    #expect(try reader("R1.short-host", []).finish(.signal(6), limit: 1).map(\.state) == [.warning])
  }

  @Test func `Lines that are no events are passed over, and endless ones kept in bounds`() throws {
    var reader = try reader("S1.start", [])
    reader.take(Array("hello\n{}\n[1]\n\u{0}\n".utf8))
    reader.take([UInt8](repeating: 1, count: 3 << 20) + [10])
    reader.take(TrialEvent.end.line)
    #expect(reader.finish(.exit(0), limit: 1).isEmpty)
  }

  @Test func `An event reads back as it was written`() throws {
    let whole = Observation(.failure, expected: "a \"b\"", happened: "line\nline", remedy: "x")
    for event in [TrialEvent.doing("x"), .saw(note), .saw(whole), .end] {
      #expect(TrialEvent(line: Array(event.line.dropLast())) == event)
    }
  }
}
