internal import CPlatform
internal import Synchronization

/// Writes whole lines to a descriptor, each with one `write`, and never waits long for whoever should read them.
///
/// Pipes and terminals are opened a second time, so that this writer can be non-blocking without making everybody else
/// so who shares the descriptor. Where that is not allowed, each piece is polled for first. The process must ignore
/// SIGPIPE. Files are written as they are: a disk may be slow, but it does not stop reading.
final class LineWriter: Sendable {
  /// How long a line may wait for room, in milliseconds. After one has waited in vain the next ones do not wait at all
  /// until there is room again, so that a stopped reader does not slow the host down.
  static let patience: UInt64 = 100

  /// The most that a pipe takes in one piece (`PIPE_BUF`).
  private static let piece = 4096

  private let descriptor: Int32
  /// Whether it is a file on a disk.
  private let isFile: Bool
  /// The descriptor of our own, closed in deinit; -1 if there is none.
  private let opened: Int32
  private let isStalled = Atomic(false)
  private let lostLines = Atomic<UInt64>(0)
  /// Whether the last line stands there without its end.
  private let isTorn = Atomic(false)

  init(descriptor: Int32) {
    let kind = Self.kind(of: descriptor)
    isFile = kind == mode_t(S_IFREG)
    opened = Self.reopen(descriptor, kind: kind)
    self.descriptor = opened >= 0 ? opened : descriptor
  }

  deinit { if opened >= 0 { close(opened) } }

  /// Writes a line, or counts it as lost.
  func write(_ line: [UInt8]) -> Bool {
    let bytes = isTorn.exchange(false, ordering: .relaxed) ? [UInt8(ascii: "\n")] + line : line
    let written = writePieces(of: bytes)
    if written == bytes.count {
      isStalled.store(false, ordering: .relaxed)
      return true
    }
    if written > 0 || bytes.count > line.count { isTorn.store(true, ordering: .relaxed) }
    lostLines.wrappingAdd(1, ordering: .relaxed)
    return false
  }

  /// How many lines were lost since this was asked last.
  func takeLostLines() -> UInt64 {
    lostLines.load(ordering: .relaxed) == 0 ? 0 : lostLines.exchange(0, ordering: .relaxed)
  }

  /// Counts lines again whose loss could not be told.
  func addLostLines(_ count: UInt64) { lostLines.wrappingAdd(count, ordering: .relaxed) }

  /// Answers with how many bytes were taken.
  private func writePieces(of bytes: [UInt8]) -> Int {
    var written = 0
    var deadline: UInt64 = 0
    let mayBlock = opened < 0 && !isFile
    while written < bytes.count {
      if mayBlock, !hasRoom(&deadline) { return written }
      let size = mayBlock ? min(bytes.count - written, Self.piece) : bytes.count - written
      let count = bytes[written...].withUnsafeBytes { CPlatform.write(descriptor, $0.baseAddress!, size) }
      if count >= 0 {
        written += count
        continue
      }
      switch platform_errno() {
      case EINTR: continue
      case EAGAIN: if !hasRoom(&deadline) { return written }
      default: return written
      }
    }
    return written
  }

  /// Waits for room until the line's deadline, which begins with its first wait.
  private func hasRoom(_ deadline: inout UInt64) -> Bool {
    let now = platform_now()
    if deadline == 0 {
      deadline = now + (isStalled.load(ordering: .relaxed) ? 0 : Self.patience * 1_000_000)
    } else if now >= deadline {
      return stall()
    }
    var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    let timeout = deadline > now ? Int32((deadline - now + 999_999) / 1_000_000) : 0
    let count = poll(&entry, 1, timeout)
    if count < 0, platform_errno() == EINTR { return hasRoom(&deadline) }
    return count > 0 || stall()
  }

  private func stall() -> Bool {
    isStalled.store(true, ordering: .relaxed)
    return false
  }

  /// A non-blocking descriptor of the same pipe or terminal; -1 for anything else and where it is not allowed.
  private static func reopen(_ descriptor: Int32, kind: mode_t) -> Int32 {
    guard kind == mode_t(S_IFIFO) || (kind == mode_t(S_IFCHR) && isatty(descriptor) == 1) else { return -1 }
    return platform_open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_NOCTTY, 0)
  }

  private static func kind(of descriptor: Int32) -> mode_t {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? status.st_mode & mode_t(S_IFMT) : 0
  }
}
