package import CRoundhouse
internal import CPlatform
package import RoundhouseModel

// Filling in what the agent reads. The slot owns all of it, because an agent may read its request until it completes
// the call, even after the caller was answered at the deadline.
extension CallSlot {
  /// Sets a request that has nothing but a payload.
  /// - Parameter capability: text that outlives the call; the registry's names live for ever.
  @inline(__always)
  package mutating func setRequest(
    capability: UnsafeRawBufferPointer, version: UInt32, payload: UnsafeRawBufferPointer, deadline: Nanoseconds
  ) {
    request = rh_request()
    request.struct_size = UInt32(MemoryLayout<rh_request>.size)
    request.capability_version = version
    request.capability = rh_string(
      data: capability.baseAddress?.assumingMemoryBound(to: CChar.self), size: UInt64(capability.count))
    request.content_type = CallSlot.jsonType
    request.deadline_ns = deadline
    if payload.count > inputCapacity { growInput(payload.count) }
    if let source = payload.baseAddress, let input { memcpy(input, source, payload.count) }
    request.payload = rh_bytes(data: input, size: UInt64(payload.count))
  }

  /// Sets a request with all that the options say.
  package mutating func setRequest(
    capability: UnsafeRawBufferPointer, version: UInt32, payload: UnsafeRawBufferPointer, deadline: Nanoseconds,
    options: borrowing CallOptions, depth: UInt32
  ) {
    let texts =
      options.contentType.utf8.count + options.idempotencyKey.utf8.count + options.caller.utf8.count
      + options.principal.utf8.count + options.session.utf8.count + options.runKey.utf8.count
    if payload.count + texts > inputCapacity { growInput(payload.count + texts) }
    setRequest(capability: capability, version: version, payload: payload, deadline: deadline)
    var place = payload.count
    if !options.contentType.isEmpty { request.content_type = append(options.contentType, at: &place) }
    request.idempotency_key = append(options.idempotencyKey, at: &place)
    request.caller = append(options.caller, at: &place)
    request.principal = append(options.principal, at: &place)
    request.session = append(options.session, at: &place)
    request.run_key = append(options.runKey, at: &place)
    request.trace_high = options.traceHigh
    request.trace_low = options.traceLow
    request.span_id = options.spanID
    request.wants_chunks = options.wantsChunks ? 1 : 0
    request.depth = depth
  }

  /// The request as the erased pointer that `InvokeFunction` takes. `self` must live in the call table.
  package static func request(of slot: UnsafeMutablePointer<CallSlot>) -> UnsafeRawPointer {
    guard let offset = MemoryLayout<CallSlot>.offset(of: \.request) else { fatalError("a slot's request has no place") }
    return UnsafeRawPointer(slot) + offset
  }

  private static let jsonText: StaticString = "application/json"
  private static var jsonType: rh_string {
    rh_string(
      data: UnsafeRawPointer(jsonText.utf8Start).assumingMemoryBound(to: CChar.self),
      size: UInt64(jsonText.utf8CodeUnitCount))
  }

  private mutating func growInput(_ size: Int) {
    input?.deallocate()
    inputCapacity = max(256, size)
    input = .allocate(byteCount: inputCapacity, alignment: 16)
  }

  private mutating func append(_ text: String, at place: inout Int) -> rh_string {
    guard !text.isEmpty, let input else { return rh_string() }
    let start = input + place
    let count = text.utf8.withContiguousStorageIfAvailable { bytes -> Int in
      if let source = bytes.baseAddress { memcpy(start, source, bytes.count) }
      return bytes.count
    }
    let size = count ?? copySlowly(text, to: start)
    place += size
    return rh_string(data: start.assumingMemoryBound(to: CChar.self), size: UInt64(size))
  }

  private func copySlowly(_ text: String, to start: UnsafeMutableRawPointer) -> Int {
    let bytes = Array(text.utf8)
    memcpy(start, bytes, bytes.count)
    return bytes.count
  }
}
