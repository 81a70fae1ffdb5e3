internal import CPlatform
internal import RoundhouseModel

// From the frame to the answer.
extension FFICall {
  mutating func makeReply() throws(FFIFault) -> FFIReply {
    try readLengths()
    let rawReply = function.plan.rawReply
    if rawReply == .always || isRaw && rawReply == .inKind, let output = function.plan.outputs.first {
      return raw(output)
    }
    var writer = JSONWriter(capacity: 128)
    writer.beginObject()
    for output in function.plan.outputs {
      writer.key(output.name)
      do throws(FFIFault) {
        try write(output, to: &writer)
      } catch { throw error.within(output.name) }
    }
    writer.endObject()
    return .json(writer.bytes)
  }

  private mutating func write(_ output: FFIPlan.Output, to writer: inout JSONWriter) throws(FFIFault) {
    if case .handle = output.codec { return writeHandle(output, to: &writer) }
    if output.endsInNUL { try measure(output) }
    var place = UnsafeRawPointer(frame + output.offset)
    if output.isPointer {
      guard let target = place.load(as: UnsafeRawPointer?.self) else { return writer.null() }
      place = target
    }
    try function.types.write(output.codec, from: place, to: &writer, limit: bounds.limit)
  }

  private func raw(_ output: FFIPlan.Output) -> FFIReply {
    let buffer = (frame + output.offset).load(as: FFIBuffer.self)
    return .raw(UnsafeRawBufferPointer(start: buffer.address, count: buffer.address == nil ? 0 : buffer.count))
  }

  /// Takes over what the library says of the lengths of buffers, as far as it can be true.
  private func readLengths() throws(FFIFault) {
    for length in function.plan.lengthsOut {
      let told = length.scalar.integer(at: frame + length.offset)
      let place = (frame + length.buffer).assumingMemoryBound(to: FFIBuffer.self)
      let isOurs = place.pointee.capacity >= 0
      let bound = isOurs ? place.pointee.capacity : bounds.limit / length.codec.stride
      guard 0...Int64(bound) ~= told else {
        throw FFIFault.library(
          "\(function.symbol) tells of \(told) elements where \(bound) are allowed",
          remedy: isOurs ? "ask with more room" : "raise limits.reply"
        ).within(length.name)
      }
      place.pointee.count = Int(told)
    }
  }

  /// Finds the end of a text.
  private func measure(_ output: FFIPlan.Output) throws(FFIFault) {
    let place = (frame + output.offset).assumingMemoryBound(to: FFIBuffer.self)
    guard let address = place.pointee.address else { return }
    let capacity = place.pointee.capacity
    guard capacity >= 0 else {
      place.pointee.count = try FFITypes.length(of: address, limit: bounds.limit)
      return
    }
    let count = strnlen(UnsafeRawPointer(address).characters, capacity)
    guard count < capacity else {
      throw .library("\(function.symbol) did not end its text within \(capacity) bytes", remedy: "ask with more room")
    }
    place.pointee.count = count
  }

  /// Gives a new handle its name; null if the library made none.
  private mutating func writeHandle(_ output: FFIPlan.Output, to writer: inout JSONWriter) {
    let pointer = (frame + output.offset).load(as: UInt.self)
    guard pointer != 0, let index = leases.firstIndex(where: { $0.offset == output.offset }),
      let birth = function.plan.births.first(where: { $0.offset == output.offset })
    else { return writer.null() }
    let parent = leases.first { $0.offset == birth.parent }?.place
    function.types.handles[birth.type].prepare(pointer)
    leases[index].kind = .made
    writer.string(
      bounds.handles.commit(
        leases[index].place, pointer: pointer, type: birth.type, owner: owner, parent: parent, now: bounds.clock.now))
  }
}
