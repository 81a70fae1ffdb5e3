internal import RoundhouseHost
internal import RoundhouseModel

/// A streaming call's chunks and its end. Chunks are taken from the call only when the client has room for more, so a slow
/// reader slows its agent down, and nobody else.
final class CallEvents: EventSource {
  let bell: CallBell
  private let call: PendingCall

  init(_ call: PendingCall, _ suspension: Suspension) {
    self.call = call
    bell = CallBell(suspension)
  }

  func giveUp() { call.cancel() }

  func refill(_ text: inout [UInt8]) -> Bool {
    // Read first: chunks that came before the end are there when the end is seen.
    let hasEnded = bell.hasEnded
    call.takeChunks { EventText.append(chunk: $0, to: &text) }
    if hasEnded { finish(&text) }
    return hasEnded
  }

  private func finish(_ text: inout [UInt8]) {
    do throws(RoundhouseError) {
      let reply = try call.takeOutcome()
      EventText.append(end: reply.agent, reply.usage, to: &text)
    } catch {
      EventText.append(error: error, to: &text)
    }
  }
}
