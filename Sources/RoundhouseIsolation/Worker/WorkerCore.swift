internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// The worker's side of a channel: takes the host's frames to the one instance, and what comes of them back.
///
/// One thread at a time reads. Before it goes into an agent that may take its time it gives the reading up; whoever is
/// free reads on. An agent that never blocks is asked by the reader itself. See `WorkerCore+Reading`.
final class WorkerCore: Sendable {
  let order: WorkerOrder
  let region: SharedRegion
  let control: Int32
  let event: Int32
  let bell: WorkerBell
  let hostBell: HostBell
  private let writer: Mutex<FrameWriter>
  let questions = Questions()
  let streams = OutgoingStreams()
  let crew: Crew
  /// Held while a serial agent's function runs, against the rule for locks: whoever waits here waits for exactly that.
  let turn = Mutex(())
  // Touched by the thread that reads, and by nobody else; the bell's word hands it on.
  nonisolated(unsafe) let reader: UnsafeMutablePointer<RingReader>
  /// Set once, before the host may send the first call; its frames are ordered behind that.
  nonisolated(unsafe) var agent: LiveAgent?
  /// The same for an agent that is asked on the reader's thread.
  nonisolated(unsafe) var walk: Walk?

  var isSerial: Bool { order.concurrency == 0 }

  init(_ order: WorkerOrder, region: SharedRegion, control: Int32, event: Int32) {
    self.order = order
    self.region = region
    self.control = control
    self.event = event
    bell = WorkerBell(region.workerBell)
    hostBell = HostBell(region.hostBell)
    writer = Mutex(FrameWriter(region.writerToHost(), control: control))
    // One that reads, some for call-backs and questions of the host, and one inside the agent for each call.
    crew = Crew(limit: order.isBlocking ? max(1, order.concurrency) + Crew.spare : 2)
    reader = .allocate(capacity: 1)
    reader.initialize(to: region.readerInWorker())
  }

  /// So often a long payload is tried for which there is no memory or no descriptor: about a second.
  private static let triesWithoutMemory = 1000

  /// Sends a frame and wakes the host if it has to be woken. Waits while the ring is full: the host takes frames at once
  /// unless it is going down.
  /// - Returns: false if the frame cannot be sent.
  @discardableResult
  func send(
    _ head: FrameHead, payload: UnsafeRawBufferPointer, texts: UnsafeRawBufferPointer, copied: () -> Void = {}
  ) -> Bool {
    guard texts.count <= FrameWriter.inlineLimit else { return false }
    var memory = FrameWriter.memory(for: payload)
    var waits: UInt32 = 0
    while true {
      if memory == nil, payload.count > FrameWriter.inlineLimit {
        if waits == WorkerCore.triesWithoutMemory { return false }
        memory = FrameWriter.memory(for: payload)
      }
      guard let isSent = try? put(head, payload, texts, memory, copied) else { return false }
      if isSent {
        hostBell.ring(event)
        return true
      }
      hostBell.ring(event)
      waits += 1
      usleep(min(1000, waits * 20))
    }
  }

  @inline(__always)
  private func put(
    _ head: FrameHead, _ payload: UnsafeRawBufferPointer, _ texts: UnsafeRawBufferPointer,
    _ memory: borrowing PassedMemory?, _ copied: () -> Void
  ) throws(RingBroken) -> Bool {
    try writer.withLock { writer throws(RingBroken) in
      try writer.put(head, payload: payload, texts: texts, memory: memory, copied: copied)
    }
  }

  /// The instance, and what the walk of a call needs of it, found once.
  struct LiveAgent {
    let instance: any AgentInstance
    let walk: Walk

    init(_ instance: any AgentInstance) {
      self.instance = instance
      walk = Walk(invoke: instance.invoke, context: instance.context, number: instance.number)
    }
  }

  /// Holds nothing, so that nothing is counted on the way of a call.
  struct Walk: BitwiseCopyable {
    let invoke: InvokeFunction
    let context: UnsafeMutableRawPointer
    let number: UInt64
  }

  /// The agent is ready for its first call.
  func begin(_ instance: any AgentInstance) {
    let agent = LiveAgent(instance)
    self.agent = agent
    walk = order.isBlocking ? nil : agent.walk
  }

  @discardableResult
  func send(_ head: FrameHead, payload: [UInt8] = [], texts: [UInt8] = []) -> Bool {
    payload.withUnsafeBytes { payload in texts.withUnsafeBytes { send(head, payload: payload, texts: $0) } }
  }
}
