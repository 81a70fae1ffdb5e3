internal import CRoundhouse
internal import CPlatform
package import RoundhouseModel

// Filling in what the agent reads. The slot owns all of it, because an agent may read its request until it completes
// the call, even after the caller was answered at the deadline.
extension CallSlot {
  /// Sets a request that has nothing but a payload.
  @inline(__always)
  package mutating func setRequest(
    capability: UnsafeRawBufferPointer, version: UInt32, payload: UnsafeRawBufferPointer, deadline: Nanoseconds
  ) {
    fill(capability, version, payload, deadline, room: 0)
  }

  /// Sets a request with all that the options say.
  package mutating func setRequest(
    capability: UnsafeRawBufferPointer, version: UInt32, payload: UnsafeRawBufferPointer, deadline: Nanoseconds,
    options: borrowing CallOptions, depth: UInt32
  ) {
    let texts =
      options.contentType.utf8.count + options.idempotencyKey.utf8.count + options.caller.utf8.count
      + options.principal.utf8.count + options.session.utf8.count + options.runKey.utf8.count
    fill(capability, version, payload, deadline, room: texts)
    var place = payload.count + capability.count
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

  /// Changes what a further attempt may find different from the first: the capability's version.
  package mutating func setVersion(_ version: UInt32) { request.capability_version = version }

  /// The request's capability and payload, as the slot keeps them.
  package var requestBytes: (capability: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer) {
    (
      UnsafeRawBufferPointer(start: request.capability.data, count: Int(request.capability.size)),
      UnsafeRawBufferPointer(start: request.payload.data, count: Int(request.payload.size))
    )
  }

  @inline(__always)
  private mutating func fill(
    _ capability: UnsafeRawBufferPointer, _ version: UInt32, _ payload: UnsafeRawBufferPointer,
    _ deadline: Nanoseconds, room: Int
  ) {
    let size = payload.count + capability.count + room
    if size > inputCapacity { growInput(size) }
    guard let input else { return }
    if let source = payload.baseAddress { memcpy(input, source, payload.count) }
    let name = input + payload.count
    if let source = capability.baseAddress { memcpy(name, source, capability.count) }
    request = rh_request()
    request.struct_size = UInt32(MemoryLayout<rh_request>.size)
    request.capability_version = version
    request.capability = rh_string(data: name.assumingMemoryBound(to: CChar.self), size: UInt64(capability.count))
    request.content_type = CallSlot.jsonType
    request.payload = rh_bytes(data: input, size: UInt64(payload.count))
    request.deadline_ns = deadline
  }

  /// The request as the erased pointer that `InvokeFunction` takes. `self` must live in the call table.
  package static func request(of slot: UnsafeMutablePointer<CallSlot>) -> UnsafeRawPointer {
    withUnsafePointer(to: &slot.pointee.request) { UnsafeRawPointer($0) }
  }

  private static let jsonText: StaticString = "application/json"
  private static var jsonType: rh_string {
    rh_string(
      data: UnsafeRawPointer(jsonText.utf8Start).assumingMemoryBound(to: CChar.self),
      size: UInt64(jsonText.utf8CodeUnitCount))
  }

  /// The size of a content type that has to be remembered: JSON is what an answer is when nothing is said.
  @inline(__always)
  static func typeToKeep(_ type: rh_string) -> UInt64 {
    guard type.size == UInt64(jsonText.utf8CodeUnitCount), let data = type.data else { return type.size }
    return memcmp(data, jsonText.utf8Start, jsonText.utf8CodeUnitCount) == 0 ? 0 : type.size
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
