internal import CPlatform
internal import Glibc
internal import RoundhouseModel
internal import Synchronization

/// Agents of which the second never answers. When so many have asked for it, the process is killed.
final class StuckAgents: Invoking {
  private let left: Atomic<Int>

  init(_ count: Int) { left = Atomic(count) }

  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload {
    guard capability == RunShapes.names[1] else { return Payload(bytes: payload, agent: "bench.echo") }
    if left.subtract(1, ordering: .relaxed).newValue == 0 { kill(getpid(), SIGKILL) }
    await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
    return Payload(bytes: payload)
  }
}
