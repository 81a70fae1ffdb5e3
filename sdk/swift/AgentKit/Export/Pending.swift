// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// One answer that the host will give by call-back.
///
/// The host holds one reference, as the call-back's `user`, from the moment it takes the request until the call-back,
/// which ends it. The continuation carries no value: what crosses threads lies in the box, under its lock.
final class Pending<Value: Sendable>: Sendable {
  private struct Progress {
    var value: Value?
    var continuation: UnsafeContinuation<Void, Never>?
  }

  private let progress = Guarded(Progress())

  /// The box behind `user`, with the host's reference. A call-back calls this once.
  static func taking(_ user: UnsafeMutableRawPointer?) -> Pending {
    guard let user else { preconditionFailure("the host called back without the pointer that it was given") }
    return Unmanaged<Pending>.fromOpaque(user).takeRetainedValue()
  }

  /// Starts a request and suspends until it is finished. If the host does not take it, `refused` makes the answer.
  func wait(start: (UnsafeMutableRawPointer) -> rh_status, refused: (rh_status) -> Value) async -> Value {
    await withUnsafeContinuation { continuation in
      progress.withLock { $0.continuation = continuation }
      let reference = Unmanaged.passRetained(self)
      let status = start(reference.toOpaque())
      guard status != RH_OK else { return }
      reference.release()
      finish(refused(status))
    }
    guard let value = progress.withLock({ $0.value }) else { preconditionFailure("resumed without an answer") }
    return value
  }

  /// Stores the answer and lets the waiting task go on.
  func finish(_ value: Value) {
    let continuation = progress.withLock { progress in
      progress.value = value
      defer { progress.continuation = nil }
      return progress.continuation
    }
    continuation?.resume()
  }
}
