internal import RoundhouseLoading
internal import RoundhouseModel

// The short way of a call: it says nothing but what it wants, and its agent is asked on the reader's thread.
extension WorkerCore {
  /// Asks the agent, and answers the host if the agent has answered by then.
  /// - Returns: false if the frame has to take the long way; nothing was done then.
  @inline(__always)
  func beginShortly(_ head: FrameHead, _ body: UnsafeRawPointer) -> Bool {
    guard head.kind == FrameKind.invoke.rawValue, head.isPlainCall, let walk else { return false }
    let token = head.call
    let slot = CallTable.adopt(token)
    slot.setRequest(
      capability: UnsafeRawBufferPointer(start: body + head.inlinePayload, count: Int(head.texts)),
      version: head.number, payload: UnsafeRawBufferPointer(start: body, count: head.inlinePayload),
      deadline: head.first)
    reader.pointee.release(head)
    slot.begin(instance: walk.number)
    slot.open(token)
    let status = walk.invoke(walk.context, token, slot.requestPointer)
    guard status == 0, slot.takeAnswer(token) else {
      goOn(after: status, token, slot)
      return true
    }
    if slot.isPlainAnswer {
      let none = UnsafeRawBufferPointer(start: nil, count: 0)
      finish(FrameHead(.complete, call: token), slot.outputBytes, none, slot, token)
    } else {
      handOn(token, slot)
    }
    return true
  }

  /// The agent answers later, or has failed.
  @inline(never)
  private func goOn(after status: Int32, _ token: UInt64, _ slot: UnsafeMutablePointer<CallSlot>) {
    if status != 0 { return refuse(token, slot, status) }
    // Answered meanwhile by a thread of the agent: nobody but this one knows of it.
    if !slot.keep(token, self) { answer(token, slot) }
  }
}
