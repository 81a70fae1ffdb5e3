internal import CPlatform
internal import CRoundhouse
internal import RoundhouseModel

// From the ABI's request to its completion.
extension FFIInstance {
  /// Answers one call, exactly once.
  func answer(_ token: UInt64, _ request: UnsafePointer<rh_request>) {
    withUnsafeTemporaryAllocation(byteCount: FFILimits.stackRoom, alignment: 16) { room in
      do throws(FFIFault) {
        try perform(token, request, room)
      } catch {
        CallTable.fail(token, error.error, instance: number, services)
      }
    }
  }

  private func perform(
    _ token: UInt64, _ request: UnsafePointer<rh_request>, _ room: UnsafeMutableRawBufferPointer
  ) throws(FFIFault) {
    let function = try function(request.pointee)
    let payload = try FFIPayload(request.pointee)
    let owner = hasHandles ? String(request.pointee.principal, limit: 1024) : ""
    var call = try FFICall(function, bounds, owner: owner, room: room)
    try call.run(payload) { reply in
      switch reply {
      case .json(let text):
        text.withUnsafeBytes { CallTable.succeed(token, $0, instance: number, services) }
      case .raw(let bytes):
        CallTable.succeed(token, bytes, contentType: "application/octet-stream", instance: number, services)
      }
    }
  }
}

extension FFIPayload {
  private static let json: StaticString = "application/json"
  private static let raw: StaticString = "application/octet-stream"

  /// Reads a request's payload as its content type says.
  fileprivate init(_ request: borrowing rh_request) throws(FFIFault) {
    let bytes = UnsafeRawBufferPointer(start: request.payload.data, count: Int(request.payload.size))
    let type = UnsafeRawBufferPointer(start: request.content_type.data, count: Int(request.content_type.size))
    if type.isEmpty || FFIPayload.matches(type, FFIPayload.json) {
      self = bytes.isEmpty ? .empty : .json(try FFIPayload.parsed(bytes))
    } else if FFIPayload.matches(type, FFIPayload.raw) {
      self = .raw(bytes)
    } else {
      throw FFIFault(
        expected: "application/json or application/octet-stream",
        found: "\(String(decoding: type.prefix(64), as: UTF8.self))")
    }
  }

  /// Compares a content type without its parameters.
  private static func matches(_ type: UnsafeRawBufferPointer, _ wanted: StaticString) -> Bool {
    let size = wanted.utf8CodeUnitCount
    guard type.count >= size, let start = type.baseAddress,
      strncasecmp(UnsafeRawPointer(start).characters, UnsafeRawPointer(wanted.utf8Start).characters, size) == 0
    else { return false }
    return type.count == size || type[size] == UInt8(ascii: ";") || type[size] == UInt8(ascii: " ")
  }

  private static func parsed(_ bytes: UnsafeRawBufferPointer) throws(FFIFault) -> JSONNode {
    do {
      return try JSONDocument(copying: bytes).root
    } catch {
      let told = RoundhouseError(error)
      throw FFIFault(told.message, remedy: told.remedy)
    }
  }
}
