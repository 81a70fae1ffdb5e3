internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

// Who reads. A thread's own word says whether it is the reader; it becomes the reader by the bell, and by nothing else.
extension WorkerCore {
  /// How often the ring is looked at again before the reader sleeps: 7 µs, and only while the host's reader is awake on
  /// another processor. More wins nothing, and on one processor it would take the other's time.
  private static let looks = 300

  /// The life of a thread: reads when it is its turn. Never comes back.
  /// - Parameter isReader: whether it begins as the reader.
  func work(isReader: Bool) {
    platform_thread_set_blocks(isReader ? 1 : 0)
    var hasRead = false
    while true {
      if platform_thread_blocks() == 0 {
        crew.sleepers.add(1, ordering: .acquiringAndReleasing)
        bell.sleep(hasRead: hasRead)
        crew.sleepers.subtract(1, ordering: .acquiringAndReleasing)
        platform_thread_set_blocks(1)
      }
      hasRead = read()
    }
  }

  /// Reads until there is nothing more, or another thread has become the reader.
  /// - Returns: whether it was the reader to the end.
  private func read() -> Bool {
    bell.runs(on: platform_cpu())
    var head = FrameHead(.filler)
    while true {
      while let body = next(&head) {
        if !beginShortly(head, body) { take(head, body) }
        // Somebody else may be reading since the agent was asked.
        if platform_thread_blocks() == 0 { return false }
      }
      if spin() { continue }
      guard rest() else { return true }
    }
  }

  private func next(_ head: inout FrameHead) -> UnsafeRawPointer? {
    do throws(RingBroken) {
      return try reader.pointee.next(&head)
    } catch {
      // The host is trusted, so it was the agent that wrote there; nothing can be relied on any more.
      WorkerProgram.end("the ring from the host was overwritten: \(error.reason)")
    }
  }

  private func spin() -> Bool {
    let cpu = platform_cpu()
    bell.runs(on: cpu)
    let mode = hostBell.line.pointee.word.load(ordering: .relaxed)
    guard mode == HostBell.Mode.looking, hostBell.isElsewhere(than: cpu) else { return false }
    for _ in 0..<WorkerCore.looks {
      if reader.pointee.hasMore { return true }
      platform_pause()
    }
    return false
  }

  /// Gives the reading up because there is nothing to read.
  /// - Returns: true if there was something after all, and this thread still is the reader.
  private func rest() -> Bool {
    let mark = reader.pointee.mark
    bell.stopReading()
    if mark.isPassed, bell.claim() { return true }
    platform_thread_set_blocks(0)
    return false
  }

  /// Lets somebody else read while this thread does something that may take its time. On any thread.
  func whileOthersRead<Result>(_ body: () -> Result) -> Result {
    // An agent's own thread reads nothing, before or after.
    guard platform_thread_blocks() != 0 else { return body() }
    leaveReading()
    defer { returnToReading() }
    return body()
  }

  /// Gives the reading to a thread that has nothing to do. The calling thread is the reader.
  func leaveReading() {
    platform_thread_set_blocks(0)
    crew.provide { [self] in work(isReader: false) }
    let mark = reader.pointee.mark
    bell.stopReading()
    if mark.isPassed { bell.wake() }
  }

  /// Becomes the reader again if nobody has.
  func returnToReading() {
    if bell.claim() { platform_thread_set_blocks(1) }
  }

  /// Runs a function of the agent that may block: others read meanwhile, and a serial agent is alone.
  func inAgent(_ body: () -> Void) {
    whileOthersRead {
      if isSerial { turn.withLock { _ in body() } } else { body() }
    }
  }
}
