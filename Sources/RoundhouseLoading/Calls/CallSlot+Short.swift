internal import CRoundhouse
package import RoundhouseModel
internal import Synchronization

// The short way's two dealings with a slot, each one call across the modules' border.
extension CallSlot {
  /// Makes a slot ready for a call that says nothing but what it wants, and answerable.
  /// - Parameter index: the slot's place in the table.
  /// - Returns: the call's token.
  package static func hand(
    _ slot: UnsafeMutablePointer<CallSlot>, index: UInt32, instance: UInt64, capability: UnsafeRawBufferPointer,
    version: UInt32, payload: UnsafeRawBufferPointer, deadline: Nanoseconds
  ) -> UInt64 {
    let token = slot.pointee.begin(index: index, instance: instance)
    slot.pointee.setRequest(capability: capability, version: version, payload: payload, deadline: deadline)
    slot.pointee.word.store(token << 3 | State.open, ordering: .releasing)
    return token
  }

  /// Whether the agent has completed the call with a success.
  package static func isAnswered(_ slot: UnsafeMutablePointer<CallSlot>, _ token: UInt64) -> Bool {
    slot.pointee.word.load(ordering: .acquiring) == token << 3 | State.done && slot.pointee.status == RH_OK
  }
}
