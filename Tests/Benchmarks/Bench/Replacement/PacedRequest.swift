internal import RoundhouseHost
internal import RoundhouseModel

/// One request, which tells the tally how it ended.
final class PacedRequest: CallObserver {
  private let tally: CallTally
  private let open: OpenCalls
  private let due: Nanoseconds

  init(_ tally: CallTally, _ open: OpenCalls, due: Nanoseconds) {
    (self.tally, self.open, self.due) = (tally, open, due)
    open.begin()
  }

  func callEnded(_ call: PendingCall) {
    do throws(RoundhouseError) { ended(try call.takeOutcome()) } catch { ended(error) }
  }

  func chunksArrived(_ call: PendingCall) {}

  func ended(_ reply: borrowing Reply) {
    // All generations answer with their version.
    if reply.bytes.suffix(4).elementsEqual(".0.0".utf8) {
      tally.answered(due: due)
    } else {
      tally.failed("wrong answer")
    }
    open.end()
  }

  func ended(_ error: RoundhouseError) {
    tally.failed("\(error.code.rawValue): \(error.message)")
    open.end()
  }
}
