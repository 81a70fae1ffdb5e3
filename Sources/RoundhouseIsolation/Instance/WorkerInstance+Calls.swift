internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// A call on its way to the worker, and its caller, who may wait for the answer where it comes in.
extension WorkerInstance {
  /// How often a caller looks at the ring before it goes on or sleeps: about 7 µs.
  private static let looks = 300
  /// So many frames are taken for others before the caller looks at the time.
  private static let share = 64

  /// Sends a call. Its answer may be there when this returns.
  @inline(__always)
  func submit(_ token: UInt64, _ request: LentRequest) {
    let isPatient = platform_thread_patience() != 0
    let cpu = platform_cpu()
    guard channel.tryReading() else { return send(token, request) }
    guard isPatient || channel.isWorkerAwake(elsewhereThan: cpu) else {
      endReading()
      return send(token, request)
    }
    // Before the frame can be seen: whoever answers must not tell the loop.
    channel.link.pointee?.look(cpu)
    send(token, request)
    wait(for: token, cpu, until: isPatient ? request.deadline : 0)
    leaveReading()
  }

  private func send(_ token: UInt64, _ request: LentRequest) {
    var head = FrameHead(.invoke, call: token)
    head.number = request.version
    head.first = request.deadline
    let isPlain =
      request.isPlain && request.depth == 0 && !request.wantsChunks && request.trace.high | request.trace.low == 0
    do throws(RingBroken) {
      let sent =
        isPlain
        ? try channel.send(head, payload: request.payload, texts: request.capability) { CallTable.lend(token) }
        : try sendRichly(head, request)
      switch sent {
      case .sent: break
      case .full: refuse(token, .overloaded, "has more requests waiting than its ring holds", "try again later")
      case .gone: refuse(token, .agentCrashed, life.whyDown, "try again later")
      }
    } catch {
      ringWasBroken(error)
      refuse(token, .agentCrashed, "has overwritten memory that it shares with the host", "mend the agent")
    }
  }

  @inline(never)
  private func sendRichly(_ head: FrameHead, _ request: LentRequest) throws(RingBroken) -> HostChannel.Sent {
    var head = head
    head.flags |= FrameFlag.rich
    if request.wantsChunks {
      head.flags |= FrameFlag.wantsChunks
      streams.open(head.call)
    }
    (head.second, head.third, head.fourth) = request.trace
    head.status = Int32(bitPattern: request.depth)
    let parts = request.texts
    var texts = [UInt8](repeating: 0, count: FrameTexts.size(parts))
    texts.withUnsafeMutableBytes { if let start = $0.baseAddress { FrameTexts.write(parts, to: start) } }
    var sent = HostChannel.Sent.gone
    var broken: RingBroken?
    texts.withUnsafeBytes { texts in
      do throws(RingBroken) {
        sent = try channel.send(head, payload: request.payload, texts: texts) { CallTable.lend(head.call) }
      } catch {
        broken = error
      }
    }
    if let broken { throw broken }
    return sent
  }

  /// The call never reached the agent.
  private func refuse(_ token: UInt64, _ code: ErrorCode, _ what: String, _ remedy: String) {
    streams.close(token)
    CallTable.fail(
      token, of: number,
      RoundhouseError(code, "\(agent) \(what)", remedy: remedy, agent: agent, isRetryable: true, hasStarted: false))
  }

  // MARK: Waiting where the answer comes in

  /// Takes frames until the call is done, a moment has passed, or the deadline.
  /// - Parameter deadline: 0 to wait for no longer than a moment.
  @inline(__always)
  private func wait(for token: UInt64, _ cpu: UInt32, until deadline: Nanoseconds) {
    if channel.isWorkerAwake(elsewhereThan: cpu) {
      for _ in 0..<WorkerInstance.looks {
        let isFlooded = takeFrames(WorkerInstance.share)
        if CallTable.isOver(token) { return }
        // A moment is not as long as the worker likes.
        if isFlooded { break }
        platform_pause()
      }
    }
    if deadline != 0 { sleep(for: token, until: deadline) }
  }

  private func sleep(for token: UInt64, until deadline: Nanoseconds) {
    while !CallTable.isOver(token), !channel.isOver.load(ordering: .acquiring), platform_now() < deadline {
      guard let bell = channel.link.pointee?.bell else { return }
      let seen = bell.sleepCount
      bell.set(HostBell.Mode.sleeping)
      let isOver = channel.isOver.load(ordering: .sequentiallyConsistent)
      if !isOver, channel.link.pointee?.reader.hasMore == false { bell.sleep(seen, until: deadline) }
      bell.set(HostBell.Mode.looking)
      takeFrames(WorkerInstance.share)
    }
  }

  /// Hands the reading to the loop that looks after all workers, once nothing is left to read.
  func leaveReading() {
    while finishReading() { if channel.endReading() { return } }
    // Whoever never stops sending is the loop's to read, in turn with the others. Told only once nobody reads: word that
    // it left meanwhile would keep this thread here for as long as the worker likes.
    channel.dropReading()
    life.callLoop()
  }

  /// Reads what there is, and has the loop told of what follows.
  /// - Returns: false if there is no end of it.
  private func finishReading() -> Bool {
    channel.link.pointee?.bell.set(HostBell.Mode.watching)
    for _ in 0..<4 {
      guard channel.link.pointee?.reader.hasMore == true else { return true }
      channel.link.pointee?.bell.set(HostBell.Mode.looking)
      takeFrames(WorkerInstance.share)
      channel.link.pointee?.bell.set(HostBell.Mode.watching)
    }
    return channel.link.pointee?.reader.hasMore != true
  }
}

extension WorkerInstance {
  /// Gives the reading back untouched, and takes what somebody has left word of meanwhile.
  private func endReading() { if !channel.endReading() { leaveReading() } }
}

extension HostChannel {
  /// Whether the worker reads, on another processor than this one. The calling thread is the reader.
  @inline(__always)
  func isWorkerAwake(elsewhereThan cpu: UInt32) -> Bool {
    link.pointee?.workerBell.isAwakeElsewhere(than: cpu) ?? false
  }
}

extension ReadingLink {
  /// A thread of the host looks at the ring from now on.
  @inline(__always)
  func look(_ cpu: UInt32) {
    if bell.line.pointee.cpu.load(ordering: .relaxed) != cpu { bell.line.pointee.cpu.store(cpu, ordering: .relaxed) }
    bell.line.pointee.word.store(HostBell.Mode.looking, ordering: .relaxed)
  }
}
