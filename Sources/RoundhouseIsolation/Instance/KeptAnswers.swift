internal import Synchronization

/// Answers to a worker's questions that its ring had no room for. As many as there are open questions, and not more than
/// so many bytes.
final class KeptAnswers: Sendable {
  struct Answer: Sendable {
    let head: FrameHead
    let payload: [UInt8]
    let texts: [UInt8]
    /// Whose question it was.
    let process: UInt64

    var size: Int { FrameHead.size + payload.count + texts.count }
  }

  private static let limit = 64 << 20

  private let state = Mutex((answers: [Answer](), size: 0))

  enum Kept { case first, further, tooMany }

  func keep(_ answer: Answer) -> Kept {
    state.withLock { state in
      guard state.size + answer.size <= KeptAnswers.limit else { return .tooMany }
      state.answers.append(answer)
      state.size += answer.size
      return state.answers.count == 1 ? .first : .further
    }
  }

  /// Sends them in their order, up to the first that finds no room. Held meanwhile, so that two do not send the same.
  /// - Parameter send: whether it went, or need not go any more.
  /// - Returns: how many went, and whether none is left.
  func sendAll(_ send: (Answer) -> Bool) -> (sent: Int, isEmpty: Bool) {
    state.withLock { state in
      var sent = 0
      while sent < state.answers.count, send(state.answers[sent]) {
        state.size -= state.answers[sent].size
        sent += 1
      }
      state.answers.removeFirst(sent)
      return (sent, state.answers.isEmpty)
    }
  }
}
