import CRoundhouse
import RoundhouseModel
import Testing

@testable import RoundhouseLoading

struct CallSlotTests {
  private final class Nobody: Waiter {
    func callCompleted(_ token: UInt64) {}
    func abandonedCallCompleted(_ token: UInt64) {}
    func chunkAdded(_ token: UInt64) {}
  }

  /// A streaming call that its agent has ended with a payload, before anybody has taken note of the end.
  private func ended(with status: rh_status, _ use: (UnsafeMutablePointer<CallSlot>, UInt64) -> Void) throws {
    var list: [UInt32] = []
    CallTable.take(1, into: &list)
    let index = try #require(list.first)
    let slot = CallTable.slots + Int(index)
    let token = slot.begin(index: index, instance: 7)
    slot.streamChunks()
    slot.open(token, Nobody())
    let text: StaticString = "end"
    var reply = rh_reply()
    reply.struct_size = UInt32(MemoryLayout<rh_reply>.size)
    reply.status = status
    reply.payload = rh_bytes(data: text.utf8Start, size: UInt64(text.utf8CodeUnitCount))
    #expect(CallTable.complete(token, &reply, instance: 7, CallTable.slots, RetiredServices.shared) == RH_OK)
    use(slot, token)
    CallTable.release(token)
  }

  @Test func `what an agent says as it fails is not handed out as a chunk`() throws {
    try ended(with: RH_AGENT_ERROR) { slot, token in
      let hasChunks = slot.takeChunks(token) != nil
      #expect(!hasChunks)
    }
  }

  @Test func `what an agent says at a good end is the last chunk`() throws {
    try ended(with: RH_OK) { slot, token in
      let hasChunks = slot.takeChunks(token) != nil
      #expect(hasChunks)
    }
  }
}
