import CPlatform
import Glibc
import RoundhouseModel
import Testing

@testable import RoundhouseIsolation

@Suite struct SharedRegionTests {
  @Test func `a line is a line of the processor's cache, and a head is one too`() {
    #expect(MemoryLayout<SharedLine>.stride == 64)
    #expect(MemoryLayout<FrameHead>.stride == FrameHead.size)
  }

  @Test func `what one side writes the other reads, over two mappings of one file`() throws {
    let memory = platform_memfd("test")
    defer { close(memory) }
    try #require(platform_fix_size(memory, SharedRegion.size(capacity: 4096)) == 0)
    let host = try SharedRegion(memory, capacity: 4096)
    let worker = try SharedRegion(memory, capacity: 4096)
    var (toWorker, toHost): (UInt8, UInt8) = (0, 0)
    var hostWriter = host.writerToWorker()
    var workerReader = worker.readerInWorker()
    var workerWriter = worker.writerToHost()
    var hostReader = host.readerInHost()
    #expect(try hostWriter.put(lines: 3, mark: 1) && workerWriter.put(lines: 2, mark: 2))
    toWorker = try workerReader.takeMark()?.mark ?? 0
    toHost = try hostReader.takeMark()?.mark ?? 0
    #expect(toWorker == 1 && toHost == 2)
  }

  @Test func `a file of another size cannot be made one, nor the region's be changed`() throws {
    let memory = platform_memfd("test")
    defer { close(memory) }
    let size = SharedRegion.size(capacity: 4096)
    try #require(platform_fix_size(memory, size) == 0)
    #expect(ftruncate(memory, 0) != 0 && ftruncate(memory, off_t(size) * 2) != 0)
  }

  @Test func `what the worker has not read is seen, and how far it has come`() throws {
    let memory = platform_memfd("test")
    defer { close(memory) }
    try #require(platform_fix_size(memory, SharedRegion.size(capacity: 4096)) == 0)
    let region = try SharedRegion(memory, capacity: 4096)
    var writer = region.writerToWorker()
    var reader = region.readerInWorker()
    #expect(!region.backlog.isWaiting)
    #expect(try writer.put(lines: 3, mark: 1))
    #expect(region.backlog == (true, 0))
    _ = try reader.takeMark()
    #expect(region.backlog == (false, 3))
  }
}
