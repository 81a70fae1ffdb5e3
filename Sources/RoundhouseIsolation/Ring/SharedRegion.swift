internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// The memory that one worker shares with the host: two rings of frames, one for each direction, and two bells.
///
/// The host makes it and fixes its size before the worker gets it, so that nobody can pull it away from under the other.
/// Everything in it may be changed by the worker at any moment: what is read is copied first, and then judged.
final class SharedRegion: Sendable {
  /// What both sides must agree on; changes with the layout of anything in the region.
  static let layout: UInt32 = 2

  private enum Line {
    static let head = 0
    static let toWorkerTail = 1
    static let toWorkerHead = 2
    static let toHostTail = 3
    static let toHostHead = 4
    static let workerBell = 5
    static let hostBell = 6
  }
  private static let headSize = 4096

  /// Lines of each ring; a power of two.
  let capacity: UInt32
  // Unmapped in deinit; nobody keeps a pointer longer than the region.
  private nonisolated(unsafe) let memory: UnsafeMutableRawPointer

  static func size(capacity: UInt32) -> Int { headSize + 2 * Int(capacity) * FrameHead.size }

  /// Maps a region.
  /// - Parameter descriptor: of a memory file that has the size of such a region.
  init(_ descriptor: Int32, capacity: UInt32) throws(RoundhouseError) {
    precondition(capacity & (capacity - 1) == 0 && capacity > 0, "a ring has a power of two of lines")
    guard let memory = platform_map_shared(descriptor, SharedRegion.size(capacity: capacity)) else {
      throw RoundhouseError(
        .overloaded, "no memory for a worker's rings", remedy: "free memory, or run fewer workers",
        cause: String(cString: strerror(platform_errno())))
    }
    self.memory = memory
    self.capacity = capacity
  }

  deinit { platform_release(memory, SharedRegion.size(capacity: capacity)) }

  private func line(_ index: Int) -> UnsafeMutablePointer<SharedLine> {
    memory.assumingMemoryBound(to: SharedLine.self) + index
  }

  private var toWorkerFrames: UnsafeMutableRawPointer { memory + SharedRegion.headSize }
  private var toHostFrames: UnsafeMutableRawPointer { toWorkerFrames + Int(capacity) * FrameHead.size }

  var workerBell: UnsafeMutablePointer<SharedLine> { line(Line.workerBell) }
  var hostBell: UnsafeMutablePointer<SharedLine> { line(Line.hostBell) }

  func writerToWorker() -> RingWriter {
    RingWriter(
      tail: line(Line.toWorkerTail), head: line(Line.toWorkerHead), frames: toWorkerFrames, capacity: capacity)
  }

  func readerInWorker() -> RingReader {
    RingReader(
      tail: line(Line.toWorkerTail), head: line(Line.toWorkerHead), frames: toWorkerFrames, capacity: capacity)
  }

  func writerToHost() -> RingWriter {
    RingWriter(tail: line(Line.toHostTail), head: line(Line.toHostHead), frames: toHostFrames, capacity: capacity)
  }

  func readerInHost() -> RingReader {
    RingReader(tail: line(Line.toHostTail), head: line(Line.toHostHead), frames: toHostFrames, capacity: capacity)
  }

  /// Whether the worker has not yet taken all that was sent, and how far it has come. For whoever looks for hangs.
  var backlog: (isWaiting: Bool, position: UInt32) {
    let head = line(Line.toWorkerHead).pointee.word.load(ordering: .relaxed)
    return (line(Line.toWorkerTail).pointee.word.load(ordering: .relaxed) != head, head)
  }
}
