import RoundhouseAssembly
import Testing

@testable import roundhouse

@Suite("What check's child tells, and how it ends")
struct CheckReaderTests {
  private func reader(_ events: [AgentCheck.Event], isFinished: Bool = false) -> CheckReader {
    var reader = CheckReader(path: "/a/agent.json")
    let bytes = events.flatMap(CheckReader.line) + (isFinished ? CheckReader.end : [])
    for byte in bytes { reader.take([byte]) }
    return reader
  }

  private let good = Finding.good("manifest", "acme.echo 1.0.0")

  @Test("A child that comes to its end adds nothing to what it has found")
  func complete() {
    #expect(reader([.begins("manifest"), .found(good)], isFinished: true).finish(status: 0, isInTime: true) == [good])
  }

  @Test("A crash is named with its signal and the step in which it happened")
  func crash() {
    let findings = reader([.begins("manifest"), .found(good), .begins("creating")]).finish(status: 11, isInTime: true)
    #expect(findings.count == 2)
    #expect(findings[1].state == .bad)
    #expect(findings[1].name == "creating")
    #expect(findings[1].detail == "crashed while it was created: SIGSEGV (Segmentation fault)")
    #expect(findings[1].remedy.contains("/a/agent.json"))
  }

  @Test("Leaving without a word and not coming back are told apart")
  func exitAndHang() {
    let left = reader([.begins("self test 2")]).finish(status: 7 << 8, isInTime: true)
    #expect(left.last?.detail == "ended the process while answering self test 2, with status 7")
    let hung = reader([.begins("ending")]).finish(status: 9, isInTime: false)
    #expect(hung.last?.detail == "did not come back in time while it was drained and destroyed")
  }

  @Test("Lines that are no findings are passed over")
  func noise() {
    var reader = CheckReader(path: "/a")
    reader.take(Array("hello\n{}\n[1]\n\u{0}\n".utf8))
    reader.take(CheckReader.end)
    #expect(reader.finish(status: 0, isInTime: true).isEmpty)
  }
}
