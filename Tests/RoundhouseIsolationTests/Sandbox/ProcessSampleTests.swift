import Glibc
import Testing

@testable import RoundhouseIsolation

@Suite struct ProcessSampleTests {
  @Test func `This process has memory, threads and has used a processor`() throws {
    let seen = try #require(ProcessSample.read(getpid()))
    #expect(seen.memory > 1 << 20 && seen.threads >= 1)
    // By this path: a worker's `open`, which this program has too, answers for one thread where it is asked for the number.
    // The kernel counts in hundredths of a second, and a process that began just now may have used none yet.
    var sample = try #require(ProcessSample.ofThisProcess)
    let patience = ContinuousClock.now + .seconds(10)
    while sample.cpu == 0, ContinuousClock.now < patience { sample = try #require(ProcessSample.ofThisProcess) }
    #expect(sample.cpu > 0 && sample.threads >= 1)
  }

  @Test func `A process that is not there has no sample`() {
    #expect(ProcessSample.read(-1) == nil)
  }

  @Test func `This process runs while it looks, and one that is not there does not`() {
    #expect(ProcessSample.isRunnable(getpid()))
    #expect(!ProcessSample.isRunnable(-1))
  }

  @Test func `A name may hold anything`() throws {
    let fields = "S 1 2 3 4 5 6 7 8 9 10 150 50 13 14 15 16 3 18 19 20 21"
    let sample = try #require(ProcessSample(stat: "12 (a) b) \(fields)"))
    let tick = 1_000_000_000 / UInt64(sysconf(Int32(_SC_CLK_TCK)))
    #expect(sample.threads == 3 && sample.cpu == 200 * tick)
    #expect(sample.memory == 21 * UInt64(sysconf(Int32(_SC_PAGESIZE))))
    #expect(ProcessSample(stat: "12 (a) Z" + fields.dropFirst()) == nil)
    #expect(ProcessSample(stat: "") == nil && ProcessSample(stat: "1 (a) S 1") == nil)
  }
}
