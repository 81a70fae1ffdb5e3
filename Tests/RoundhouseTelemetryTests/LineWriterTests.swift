import Foundation
import RoundhouseModel
import RoundhouseTelemetry
import Synchronization
import Testing

/// Where lines go, and what happens when nobody reads them.
struct LineWriterTests {
  let pipe = TestPipe()
  let unlimited = LogRate(perSecond: 1e9, burst: 1e9)

  private func log(_ descriptor: Int32) -> Log {
    Log(descriptor: descriptor, format: .text(color: false), rate: unlimited)
  }

  @Test("A full pipe delays the first line a tenth of a second and the next ones not at all; all losses are told")
  func fullPipe() {
    let log = log(pipe.writer)
    let began = ContinuousClock.now
    for round in 0..<1000 { log.info("line \(round) " + String(repeating: "x", count: 1000)) }
    let elapsed = ContinuousClock.now - began
    #expect(elapsed >= .milliseconds(90))
    #expect(elapsed < .seconds(40), "a thousand lines of a tenth of a second each would take 100 s")
    let kept = pipe.readLines().count
    #expect(kept > 10 && kept < 1000)
    log.info("room again")
    let lines = pipe.readLines()
    #expect(lines.count == 2)
    #expect(lines.first?.hasSuffix("\(1000 - kept) log lines were lost, because nobody read them in time") == true)
    #expect(lines.last?.hasSuffix("info room again") == true)
    log.info("all told")
    #expect(pipe.readLines().count == 1)
  }

  @Test("A line that could only be begun is ended before the next one")
  func tornLine() {
    let log = log(pipe.writer)
    // Lines above 4 KiB are not all or nothing in a pipe.
    for _ in 0..<20 { log.info(String(repeating: "x", count: 7000)) }
    _ = pipe.readLines()
    log.info("whole")
    let lines = pipe.readAll().split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.filter { $0.hasSuffix(" info whole") }.count == 1)
    #expect(lines.contains { $0.hasSuffix("log lines were lost, because nobody read them in time") })
  }

  @Test("The descriptor stays blocking for those who share it")
  func sharedFlags() {
    log(pipe.writer).info("x")
    #expect(fcntl(pipe.writer, F_GETFL) & O_NONBLOCK == 0)
  }

  @Test("Lines of many threads are not mixed")
  func threads() {
    let log = log(pipe.writer)
    let reader = LineCounter(pipe)
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      let letter = String(UnicodeScalar(UInt8(97 + thread)))
      for _ in 0..<200 { log.info(String(repeating: letter, count: 500)) }
    }
    let lines = reader.stop()
    #expect(lines.count == 1600)
    #expect(lines.allSatisfy { Set($0.dropFirst("06:08:05.123 info ".count)).count == 1 && $0.utf8.count == 518 })
  }

  @Test("A file gets every line whole, however long")
  func file() throws {
    let path = NSTemporaryDirectory() + "roundhouse-log-\(UUID().uuidString)"
    defer { unlink(path) }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    defer { close(descriptor) }
    let log = log(descriptor)
    for _ in 0..<50 { log.info(String(repeating: "x", count: 8000)) }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 50)
    #expect(lines.allSatisfy { $0.utf8.count == 18 + 8000 })
  }

  @Test("A socket whose reader stopped does not hold the host either")
  func socket() {
    var ends: [Int32] = [0, 0]
    #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { for end in ends { close(end) } }
    let log = log(ends[0])
    let began = ContinuousClock.now
    for _ in 0..<2000 { log.info(String(repeating: "x", count: 1000)) }
    #expect(ContinuousClock.now - began < .seconds(60), "two thousand waits would take 200 s")
  }

  @Test("A reader that went away costs lines, not the host")
  func goneReader() async {
    await #expect(processExitsWith: .success) {
      signal(SIGPIPE, SIG_IGN)
      let pipe = TestPipe()
      let log = Log(descriptor: pipe.writer, format: .json)
      close(pipe.reader)
      for _ in 0..<100 { log.info("nobody hears") }
      exit(0)
    }
  }
}

/// Reads a pipe's lines on a thread of its own until stopped.
private final class LineCounter: Sendable {
  private let text = Mutex("")
  private let isStopped = Atomic(false)
  private let done = DispatchSemaphore(value: 0)

  init(_ pipe: TestPipe) {
    Thread.detachNewThread { [self] in
      while true {
        let isLast = isStopped.load(ordering: .acquiring)
        let new = pipe.readAll()
        text.withLock { $0 += new }
        if isLast { break }
        usleep(500)
      }
      done.signal()
    }
  }

  func stop() -> [Substring] {
    isStopped.store(true, ordering: .releasing)
    done.wait()
    return text.withLock { $0 }.split(separator: "\n")
  }
}
