import Synchronization
import Testing

@testable import RoundhouseIsolation
@testable import RoundhouseLoading

@Suite struct IncomingStreamsTests {
  /// A reader who has room for so many chunks.
  private final class Reader: Sendable {
    let state = Mutex((room: 0, taken: [[UInt8]](), ends: 0))

    func make(room: Int) { state.withLock { $0.room = room } }
    var taken: [UInt8] { state.withLock { $0.taken.map { $0[0] } } }
    var ends: Int { state.withLock { $0.ends } }

    func give(_ chunk: UnsafeRawBufferPointer) -> CallTable.Emitted {
      state.withLock { state in
        guard state.room > 0 else { return .full }
        state.room -= 1
        state.taken.append(Array(chunk))
        return .taken
      }
    }

    @Sendable func end() { state.withLock { $0.ends += 1 } }
  }

  private let streams = IncomingStreams()
  private let reader = Reader()

  private func add(_ mark: UInt8, size: Int = 1, longest: Int = 1000) -> IncomingStreams.Taken {
    [UInt8](repeating: mark, count: size).withUnsafeBytes { streams.add($0, to: 1, longest: longest, reader.give) }
  }

  private func isFlood(_ taken: IncomingStreams.Taken) -> Bool { if case .flood = taken { true } else { false } }

  @Test func `chunks keep their order, whether they had to wait or not`() {
    streams.open(1)
    reader.make(room: 2)
    for mark in 1...5 { _ = add(UInt8(mark)) }
    #expect(reader.taken == [1, 2])
    reader.make(room: 2)
    _ = streams.resume(1, reader.give)
    reader.make(room: 10)
    _ = add(6)
    #expect(reader.taken == [1, 2, 3, 4], "those that wait go first")
    _ = streams.resume(1, reader.give)
    #expect(reader.taken == [1, 2, 3, 4, 5, 6])
  }

  @Test func `a call ends behind its last chunk, once`() {
    streams.open(1)
    _ = add(1)
    streams.end(1, reader.end)
    #expect(reader.ends == 0)
    reader.make(room: 10)
    _ = streams.resume(1, reader.give)
    _ = streams.resume(1, reader.give)
    streams.drop(1)
    #expect(reader.taken == [1] && reader.ends == 1 && streams.isEmpty)
  }

  @Test func `a call without waiting chunks ends at once, one that nobody reads when it is dropped`() {
    streams.open(1)
    streams.end(1, reader.end)
    #expect(reader.ends == 1 && streams.isEmpty)
    streams.open(1)
    _ = add(1)
    streams.end(1, reader.end)
    streams.drop(1)
    streams.drop(1)
    #expect(reader.ends == 2 && reader.taken == [] && streams.isEmpty)
  }

  @Test func `dropped and ended at once, from many sides, a call ends once`() {
    for _ in 0..<2_000 {
      streams.open(1)
      _ = add(1)
      let before = reader.ends
      reader.make(room: 1)
      let (streams, reader) = (streams, reader)
      let other = OtherThread {
        streams.drop(1)
        _ = streams.resume(1, reader.give)
      }
      streams.end(1, reader.end)
      _ = streams.resume(1, reader.give)
      other.join()
      streams.drop(1)
      #expect(reader.ends == before + 1)
    }
    #expect(streams.isEmpty)
  }

  @Test func `room is told of in pieces, and what could not be told is told later`() {
    streams.open(1)
    reader.make(room: 100)
    guard case .taken(let none) = add(1, size: IncomingStreams.piece - 1), case .taken(let all) = add(2) else {
      Issue.record("it is no flood")
      return
    }
    #expect(none == 0 && all == IncomingStreams.piece)
    streams.keep(all, of: 1)
    streams.keep(5, of: 99)
    #expect(streams.takeKept().map(\.credit) == [all])
    #expect(streams.takeKept().isEmpty)
  }

  @Test func `what a worker may send finds room, and what goes on beyond that is a flood`() {
    streams.open(1)
    let window = OutgoingStreams.window
    // On credit; then one long chunk; then what it held back until the call was complete.
    #expect(!isFlood(add(1, size: 2 * window, longest: 4 * window)))
    #expect(!isFlood(add(2, size: 4 * window, longest: 4 * window)))
    #expect(!isFlood(add(3, size: window, longest: 4 * window)))
    #expect(isFlood(add(4, size: 1, longest: 4 * window)))
  }
}
