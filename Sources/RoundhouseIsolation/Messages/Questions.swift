internal import RoundhouseModel
internal import Synchronization

/// What one side of a channel has asked the other and was not told yet.
final class Questions: Sendable {
  /// An answer in private memory.
  struct Answer: Sendable {
    var status: Int32
    var version: UInt64
    var head: FrameHead
    var payload: [UInt8]
    var texts: [UInt8]
  }

  typealias Listener = @Sendable (Answer) -> Void

  /// More than this many at once is an agent gone wild.
  private static let limit = 4096

  private struct State {
    var next: UInt64 = 1
    var open: [UInt64: (listener: Listener, failed: (@Sendable (RoundhouseError) -> Void)?)] = [:]
  }
  private let state = Mutex(State())

  /// - Parameter failed: called instead if whoever should answer has gone.
  /// - Returns: the question's number; nil if there are too many.
  func open(_ listener: @escaping Listener, failed: (@Sendable (RoundhouseError) -> Void)? = nil) -> UInt64? {
    state.withLock { state in
      guard state.open.count < Questions.limit else { return nil }
      defer { state.next += 1 }
      state.open[state.next] = (listener, failed)
      return state.next
    }
  }

  /// Takes a question back that could not be asked.
  func forget(_ number: UInt64) { _ = state.withLock { $0.open.removeValue(forKey: number) } }

  func answer(_ number: UInt64, _ answer: Answer) {
    state.withLock { $0.open.removeValue(forKey: number) }?.listener(answer)
  }

  /// Nobody answers any more.
  func failAll(_ error: RoundhouseError) {
    let left = state.withLock { state in
      defer { state.open = [:] }
      return state.open.values.compactMap(\.failed)
    }
    for failed in left { failed(error) }
  }
}
