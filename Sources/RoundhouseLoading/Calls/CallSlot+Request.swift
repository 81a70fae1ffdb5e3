internal import CRoundhouse
internal import CPlatform
package import RoundhouseModel

// Filling in what the agent reads. The slot owns all of it, because an agent may read its request until it completes
// the call, even after the caller was answered at the deadline.
extension UnsafeMutablePointer<CallSlot> {
  /// Sets a request that has nothing but a payload.
  @inline(__always)
  package func setRequest(
    capability: UnsafeRawBufferPointer, version: UInt32, payload: UnsafeRawBufferPointer, deadline: Nanoseconds
  ) {
    if pointee.hasRichRequest { clearRequest() }
    fill(capability, version, payload, deadline, textRoom: 0)
  }

  /// Sets a request with all that the options say.
  package func setRequest(
    capability: UnsafeRawBufferPointer, version: UInt32, payload: UnsafeRawBufferPointer, deadline: Nanoseconds,
    options: borrowing CallOptions, depth: UInt32
  ) {
    let texts =
      options.contentType.utf8.count + options.idempotencyKey.utf8.count + options.caller.utf8.count
      + options.principal.utf8.count + options.session.utf8.count + options.runKey.utf8.count
    fill(capability, version, payload, deadline, textRoom: texts)
    var place = payload.count + capability.count
    if !options.contentType.isEmpty { pointee.request.content_type = append(options.contentType, at: &place) }
    pointee.request.idempotency_key = append(options.idempotencyKey, at: &place)
    pointee.request.caller = append(options.caller, at: &place)
    pointee.request.principal = append(options.principal, at: &place)
    pointee.request.session = append(options.session, at: &place)
    pointee.request.run_key = append(options.runKey, at: &place)
    pointee.request.trace_high = options.traceHigh
    pointee.request.trace_low = options.traceLow
    pointee.request.span_id = options.spanID
    pointee.request.wants_chunks = options.wantsChunks ? 1 : 0
    pointee.request.depth = depth
    pointee.hasRichRequest = true
  }

  /// Changes what a further attempt may find different from the first: the capability's version.
  package func setVersion(_ version: UInt32) { pointee.request.capability_version = version }

  /// The request's capability and payload, as the slot keeps them.
  package var requestBytes: (capability: UnsafeRawBufferPointer, payload: UnsafeRawBufferPointer) {
    let (capability, payload) = (pointee.request.capability, pointee.request.payload)
    return (
      UnsafeRawBufferPointer(start: capability.data, count: Int(capability.size)),
      UnsafeRawBufferPointer(start: payload.data, count: Int(payload.size))
    )
  }

  /// Prepares a slot that was never used.
  func prepare() {
    initialize(to: CallSlot())
    pointee.requestAddress = withUnsafePointer(to: &pointee.request) { UnsafeRawPointer($0) }
  }

  /// The request as the erased pointer that `InvokeFunction` takes.
  @inline(__always)
  package var requestPointer: UnsafeRawPointer { pointee.requestAddress ?? UnsafeRawPointer(self) }

  @inline(__always)
  private func fill(
    _ capability: UnsafeRawBufferPointer, _ version: UInt32, _ payload: UnsafeRawBufferPointer,
    _ deadline: Nanoseconds, textRoom: Int
  ) {
    let size = payload.count + capability.count + textRoom
    if size > pointee.inputCapacity { growInput(size) }
    guard let input = pointee.input else { return }
    if let source = payload.baseAddress { memcpy(input, source, payload.count) }
    let name = input + payload.count
    if let source = capability.baseAddress { memcpy(name, source, capability.count) }
    pointee.request.capability_version = version
    pointee.request.capability = rh_string(
      data: name.assumingMemoryBound(to: CChar.self), size: UInt64(capability.count))
    pointee.request.content_type = CallSlot.jsonType
    pointee.request.payload = rh_bytes(data: input, size: UInt64(payload.count))
    pointee.request.deadline_ns = deadline
  }

  /// Forgets what the last request said beyond its payload, which few do.
  @inline(never)
  private func clearRequest() {
    pointee.request = CallSlot.emptyRequest
    pointee.hasRichRequest = false
  }

  @inline(never)
  private func growInput(_ size: Int) {
    pointee.needsTidying = true
    pointee.input?.deallocate()
    pointee.inputCapacity = max(256, size)
    pointee.input = .allocate(byteCount: pointee.inputCapacity, alignment: 16)
  }

  private func append(_ text: String, at place: inout Int) -> rh_string {
    guard !text.isEmpty, let input = pointee.input else { return rh_string() }
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

extension CallSlot {
  /// A request of which nothing is known but its size.
  static var emptyRequest: rh_request {
    var request = rh_request()
    request.struct_size = UInt32(MemoryLayout<rh_request>.size)
    return request
  }

  private static let jsonText: StaticString = "application/json"

  fileprivate static var jsonType: rh_string {
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
}
