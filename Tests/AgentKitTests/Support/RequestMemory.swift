import AgentKit
import CRoundhouse

/// A request and all it points to, in memory that is spoilt when the call ends: who reads it later reads rubbish.
final class RequestMemory: Sendable {
  nonisolated(unsafe) let request: UnsafeMutablePointer<rh_request>
  nonisolated(unsafe) private let bytes: UnsafeMutableRawBufferPointer

  init(_ question: Question, deadline: UInt64) {
    let texts = [
      Array(question.capability.utf8), question.payload, Array(question.contentType.utf8),
      Array(question.idempotencyKey.utf8), Array(question.caller.utf8), Array(question.principal.utf8),
      Array(question.session.utf8), Array(question.runKey.utf8),
    ]
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: texts.map(\.count).reduce(1, +), alignment: 1)
    bytes.copyBytes(from: texts.joined())
    var start = 0
    let places = texts.map { text in
      defer { start += text.count }
      return text.isEmpty ? rh_bytes() : rh_bytes(data: bytes.baseAddress! + start, size: UInt64(text.count))
    }
    let strings = places.map { rh_string(data: $0.data?.assumingMemoryBound(to: CChar.self), size: $0.size) }
    self.bytes = bytes
    request = .allocate(capacity: 1)
    request.initialize(
      to: rh_request(
        struct_size: UInt32(MemoryLayout<rh_request>.size), capability_version: question.version,
        capability: strings[0], content_type: strings[2], payload: places[1], deadline_ns: deadline,
        idempotency_key: strings[3], trace_high: question.trace.high, trace_low: question.trace.low,
        span_id: question.trace.span, caller: strings[4], principal: strings[5], session: strings[6],
        run_key: strings[7], wants_chunks: question.wantsChunks ? 1 : 0, depth: question.depth))
    if let size = question.size { request.cut(to: size) }
  }

  deinit {
    bytes.initializeMemory(as: UInt8.self, repeating: 0xAA)
    bytes.deallocate()
    request.deallocate()
  }
}

extension UnsafeMutablePointer {
  /// Makes a struct of the interface one of an older host: a shorter `struct_size`, and rubbish behind it.
  func cut(to size: Int) {
    let memory = UnsafeMutableRawBufferPointer(start: self, count: MemoryLayout<Pointee>.size)
    memory.storeBytes(of: UInt32(size), as: UInt32.self)
    for place in size..<memory.count { memory[place] = 0xAA }
  }
}
