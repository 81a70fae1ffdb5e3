internal import CPlatform
internal import CRoundhouse

/// A request in memory of its own: read-only while the call lasts, gone when it is complete.
///
/// The pages are written here, before the agent gets their address, and belong to nobody afterwards.
package struct ProbedRequest: Sendable {
  private let words: GuardedMemory
  private let texts: GuardedMemory

  /// Copies the request of a slot.
  /// - Parameter size: what `struct_size` says; what lies behind is poison.
  package init(of slot: UnsafeMutablePointer<CallSlot>, size: Int) {
    let whole = MemoryLayout<rh_request>.size
    var request = slot.requestPointer.load(as: rh_request.self)
    texts = GuardedMemory(ProbedRequest.textSize(request))
    ProbedRequest.moveTexts(of: &request, to: texts.start)
    request.struct_size = UInt32(size)
    words = GuardedMemory(max(size, whole))
    memset(words.start, GuardedMemory.poison, max(size, whole))
    words.start.copyMemory(from: &request, byteCount: min(size, whole))
    words.makeReadOnly()
    texts.makeReadOnly()
  }

  package var pointer: UnsafeRawPointer { UnsafeRawPointer(words.start) }

  /// The call is complete: nothing of the request may be read any more.
  package func takeAway() {
    words.makeUntouchable()
    texts.makeUntouchable()
  }

  private static func textSize(_ request: rh_request) -> Int {
    Int(request.payload.size + request.capability.size + request.content_type.size)
  }

  private static func moveTexts(of request: inout rh_request, to start: UnsafeMutableRawPointer) {
    var place = start
    move(&request.content_type, &place)
    move(&request.capability, &place)
    if let data = request.payload.data { memcpy(place, data, Int(request.payload.size)) }
    request.payload.data = UnsafeRawPointer(place)
  }

  private static func move(_ text: inout rh_string, _ place: inout UnsafeMutableRawPointer) {
    guard let data = text.data else { return }
    memcpy(place, data, Int(text.size))
    text.data = UnsafeRawPointer(place).assumingMemoryBound(to: CChar.self)
    place += Int(text.size)
  }
}
