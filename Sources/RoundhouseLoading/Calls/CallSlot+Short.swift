internal import CRoundhouse
package import RoundhouseModel
internal import Synchronization

// The short way's dealings with a slot, each one call across the modules' border.
extension UnsafeMutablePointer<CallSlot> {
  /// Makes a slot ready for a call that says nothing but what it wants. It is answerable after `open`.
  /// - Parameter index: the slot's place in the table.
  /// - Returns: the call's token.
  package func hand(
    index: UInt32, instance: UInt64, capability: UnsafeRawBufferPointer, version: UInt32,
    payload: UnsafeRawBufferPointer
  ) -> UInt64 {
    let token = begin(index: index, instance: instance)
    setRequest(capability: capability, version: version, payload: payload, deadline: 0)
    return token
  }

  /// Makes the call answerable until the deadline.
  @inline(__always)
  package func open(_ token: UInt64, deadline: Nanoseconds) {
    pointee.request.deadline_ns = deadline
    open(token)
  }

  /// Whether the agent has completed the call with a success.
  package func isAnswered(_ token: UInt64) -> Bool { isDone(token) && pointee.status == RH_OK }
}
