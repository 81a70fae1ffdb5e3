import FixtureBuilder
import Synchronization
import Testing

@testable import RoundhouseIsolation

/// What the other side may write into a ring: it is refused, or is read within the ring's bounds.
@Suite struct HostileRingTests {
  private func isRefused(_ memory: RingMemory) -> Bool {
    var reader = memory.reader()
    var head = FrameHead(.filler)
    do throws(RingBroken) {
      _ = try reader.next(&head)
      return false
    } catch {
      return true
    }
  }

  @Test(arguments: [17, 1000, UInt32.max, 1 << 31])
  func `a writing position beyond the ring is refused`(_ tail: UInt32) {
    let memory = RingMemory(16)
    memory.tail.pointee.word.store(tail, ordering: .relaxed)
    #expect(isRefused(memory))
  }

  @Test(arguments: [0, 5, 17, UInt32.max], [FrameKind.complete, .filler])
  func `a frame that is longer than what was written, or has no lines, is refused`(_ lines: UInt32, _ kind: FrameKind) {
    let memory = RingMemory(16)
    var frame = FrameHead(kind)
    frame.lines = lines
    memory.put(frame, at: 0)
    memory.tail.pointee.word.store(4, ordering: .relaxed)
    #expect(isRefused(memory))
  }

  @Test(arguments: [(65, 0), (0, 65), (UInt32.max, UInt32.max), (64, 1)] as [(UInt32, UInt32)])
  func `a frame that says to hold more than its lines do is refused`(_ sizes: (payload: UInt32, texts: UInt32)) {
    let memory = RingMemory(16)
    var frame = FrameHead(.complete)
    frame.lines = 2
    (frame.payload, frame.texts) = sizes
    memory.put(frame, at: 0)
    memory.tail.pointee.word.store(2, ordering: .relaxed)
    #expect(isRefused(memory))
    frame.flags = FrameFlag.large
    frame.texts = 64
    memory.put(frame, at: 0)
    #expect(!isRefused(memory), "a payload beside the ring counts for nothing in it")
  }

  @Test func `a frame that goes over the end of the ring is refused`() throws {
    let memory = RingMemory(16)
    var writer = memory.writer()
    var reader = memory.reader()
    for _ in 0..<2 {
      #expect(try writer.put(lines: 7, mark: 1))
      _ = try reader.takeMark()
    }
    var frame = FrameHead(.complete)
    frame.lines = 3
    memory.put(frame, at: 14)
    memory.tail.pointee.word.store(17, ordering: .relaxed)
    #expect(throws: RingBroken.self) { _ = try reader.takeMark() }
  }

  @Test(arguments: [1, 16, UInt32.max, 1 << 31])
  func `a reading position that was never written is refused as soon as room is looked for`(_ head: UInt32) throws {
    let memory = RingMemory(16)
    var writer = memory.writer()
    var wasRefused = false
    memory.head.pointee.word.store(head, ordering: .relaxed)
    do throws(RingBroken) {
      for _ in 0..<17 { _ = try writer.put(lines: 1, mark: 1) }
    } catch {
      wasRefused = true
    }
    // A position that was written since looks as if somebody had read; nothing outside of the ring was touched.
    #expect(wasRefused == (head > 16))
  }

  @Test(arguments: [1, 2, 3, UInt64.random(in: 0 ... .max)])
  func `whatever stands in the memory, nothing outside of the ring is read`(_ seed: UInt64) {
    var random = Seeded(seed)
    let memory = RingMemory(16)
    var (frames, refused) = (0, 0)
    for _ in 0..<5_000 {
      scramble(memory, &random)
      var reader = memory.reader()
      var head = FrameHead(.filler)
      do throws(RingBroken) {
        for _ in 0..<16 {
          guard let body = try reader.next(&head) else { break }
          let start = body - UnsafeRawPointer(memory.frames)
          #expect(start >= FrameHead.size && start - FrameHead.size + head.bytes <= 16 * FrameHead.size, "seed \(seed)")
          frames += 1
          reader.release(head)
        }
      } catch {
        refused += 1
      }
    }
    #expect(frames > 100 && refused > 100, "the test shows nothing: \(frames), \(refused)")
  }

  /// Small numbers mostly, because those are what passes half of the checks.
  private func scramble(_ memory: RingMemory, _ random: inout Seeded) {
    for position in 0..<16 as Range<UInt32> {
      var head = FrameHead(.complete, call: random.next())
      head.kind = .random(in: 0...40, using: &random)
      head.flags = .random(in: 0...64, using: &random)
      head.lines =
        Int.random(in: 0..<8, using: &random) == 0
        ? .random(in: 0 ... .max, using: &random) : .random(in: 1...4, using: &random)
      head.payload = Int.random(in: 0..<8, using: &random) == 0 ? .max : .random(in: 0...200, using: &random)
      head.texts = .random(in: 0...40, using: &random)
      memory.put(head, at: position)
    }
    memory.head.pointee.word.store(0, ordering: .relaxed)
    memory.tail.pointee.word.store(.random(in: 0...17, using: &random), ordering: .relaxed)
  }
}
