import FixtureBuilder
import Testing

@testable import RoundhouseIsolation

/// What is written into a ring comes out of it, wherever in it that is.
@Suite struct RingTests {
  @Test(arguments: [0, 1, 15, UInt32.max - 40, UInt32.max - 1, UInt32.max])
  func `frames of every length come out whole at every offset`(_ position: UInt32) throws {
    let memory = RingMemory(16, position: position)
    var writer = memory.writer(at: position)
    var reader = memory.reader(at: position)
    var mark: UInt8 = 0
    for lines in Array(1...8) + Array((1...8).reversed()) {
      for _ in 0..<17 {
        mark &+= 1
        #expect(try writer.put(lines: UInt32(lines), mark: mark))
        let taken = try reader.takeMark()
        #expect(taken?.mark == mark && taken?.isWhole == true, "\(lines) lines")
      }
    }
    #expect(try reader.takeMark() == nil)
    let isEmpty = writer.isEmpty
    #expect(isEmpty)
  }

  @Test func `a full ring takes nothing until something was read`() throws {
    let memory = RingMemory(16)
    var writer = memory.writer()
    var reader = memory.reader()
    for mark in 1...16 { #expect(try writer.put(lines: 1, mark: UInt8(mark))) }
    #expect(try writer.put(lines: 1, mark: 17) == false)
    #expect(try reader.takeMark()?.mark == 1)
    #expect(try writer.put(lines: 1, mark: 17))
    #expect(try writer.put(lines: 1, mark: 18) == false)
    for mark in 2...17 { #expect(try reader.takeMark()?.mark == UInt8(mark)) }
    #expect(try reader.takeMark() == nil)
  }

  @Test func `a frame that does not fit before the end begins anew, and nothing is read of what lies between`() throws {
    let memory = RingMemory(16)
    var writer = memory.writer()
    var reader = memory.reader()
    #expect(try writer.put(lines: 7, mark: 1))
    #expect(try writer.put(lines: 5, mark: 2))
    #expect(try reader.takeMark()?.mark == 1)
    // Four lines are left before the end, and seven behind the beginning.
    #expect(try writer.put(lines: 7, mark: 3))
    #expect(try reader.takeMark()?.mark == 2)
    let last = try reader.takeMark()
    #expect(last?.mark == 3 && last?.isWhole == true)
    let isEmpty = writer.isEmpty
    #expect(isEmpty)
  }

  @Test func `the longest frame fits into an empty ring wherever that stands`() throws {
    let memory = RingMemory(16)
    var writer = memory.writer()
    var reader = memory.reader()
    let lines = UInt32(writer.longestFrame / FrameHead.size)
    for offset in 0..<16 {
      #expect(try writer.put(lines: lines, mark: 1), "\(offset)")
      #expect(try reader.takeMark()?.isWhole == true)
      #expect(try writer.put(lines: 1, mark: 2))
      #expect(try reader.takeMark()?.isWhole == true)
    }
  }

  @Test(arguments: [1, 2, 3, UInt64.random(in: 0 ... .max)])
  func `whatever is written and read in turn comes out in order`(_ seed: UInt64) throws {
    var random = Seeded(seed)
    let position = UInt32.max - 1000
    let memory = RingMemory(64, position: position)
    var writer = memory.writer(at: position)
    var reader = memory.reader(at: position)
    var (written, read): (UInt8, UInt8) = (0, 0)
    for _ in 0..<20_000 {
      if Bool.random(using: &random) {
        if try writer.put(lines: .random(in: 1...32, using: &random), mark: written &+ 1) { written &+= 1 }
      } else if let taken = try reader.takeMark() {
        read &+= 1
        try #require(taken.mark == read && taken.isWhole, "seed \(seed)")
      }
    }
    while let taken = try reader.takeMark() {
      read &+= 1
      try #require(taken.mark == read && taken.isWhole, "seed \(seed)")
    }
    #expect(read == written)
  }

  @Test func `two threads pass frames on in order`() throws {
    let memory = RingMemory(64)
    nonisolated(unsafe) let ring = memory
    let count = 20_000
    let sender = OtherThread {
      var writer = ring.writer()
      var number = 0
      while number < count {
        let lines = UInt32(number % 9 + 1)
        if (try? writer.put(lines: lines, mark: UInt8(truncatingIfNeeded: number))) == true { number += 1 }
      }
    }
    var reader = memory.reader()
    var number = 0
    while number < count {
      guard let taken = try reader.takeMark() else { continue }
      try #require(taken.mark == UInt8(truncatingIfNeeded: number) && taken.isWhole)
      number += 1
    }
    sender.join()
  }
}
