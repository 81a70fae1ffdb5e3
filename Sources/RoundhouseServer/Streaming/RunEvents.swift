internal import RoundhouseModel
internal import Synchronization

/// Events of runs as they happen. The next ones are asked for when the client has taken those before.
final class RunEvents: EventSource {
  private struct State {
    var text: [UInt8] = []
    var isAsking = false
    var hasEnded = false
  }

  private let feed: any RunEventFeed
  private let suspension: Suspension
  private let state = Mutex(State())

  init(_ feed: any RunEventFeed, _ suspension: Suspension) {
    self.feed = feed
    self.suspension = suspension
  }

  func giveUp() { feed.cancel() }

  func refill(_ text: inout [UInt8]) -> Bool {
    let (hasEnded, asks) = state.withLock { state in
      text += state.text
      state.text = []
      let asks = !state.isAsking && !state.hasEnded
      if asks { state.isAsking = true }
      return (state.hasEnded, asks)
    }
    if asks { feed.next { [self] in take($0) } }
    return hasEnded
  }

  private func take(_ result: Result<[RunEventText]?, RoundhouseError>) {
    state.withLock { state in
      state.isAsking = false
      switch result {
      case .success(let events?): for event in events { EventText.append(event, to: &state.text) }
      case .success(nil): state.hasEnded = true
      case .failure(let error):
        EventText.append(error: error, to: &state.text)
        state.hasEnded = true
      }
    }
    suspension.wake()
  }
}
