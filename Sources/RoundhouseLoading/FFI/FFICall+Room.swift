internal import CPlatform
internal import RoundhouseModel

// Buffers and their lengths, before the call.
extension FFICall {
  mutating func makeRoom() throws(FFIFault) {
    for count in function.plan.counts { try settle(count) }
    for room in function.plan.rooms { try make(room) }
    for length in function.plan.lengthsIn {
      let buffer = (frame + length.buffer).load(as: FFIBuffer.self)
      let count = Int64(length.isCapacity ? buffer.capacity : buffer.count)
      guard length.scalar.store(count, to: frame + length.offset) else {
        throw FFIFault("\(count) elements are more than \(length.scalar.rawValue) can say").within(length.name)
      }
    }
  }

  private mutating func make(_ room: FFIPlan.Room) throws(FFIFault) {
    let source = (frame + room.offset).load(as: FFIBuffer.self)
    let capacity = max(try number(room.capacity), room.isFilled ? source.count + (room.codec == .string ? 1 : 0) : 0)
    let place = try arena.allocate(capacity * room.codec.stride)
    if room.isFilled, let start = source.address { memcpy(place, start, source.count * room.codec.stride) }
    let buffer = FFIBuffer(address: place, count: room.isFilled ? source.count : capacity, capacity: capacity)
    (frame + room.offset).storeBytes(of: buffer, as: FFIBuffer.self)
  }

  private func settle(_ count: FFIPlan.Count) throws(FFIFault) {
    let number = try number(count.size)
    let buffer = (frame + count.offset).assumingMemoryBound(to: FFIBuffer.self)
    guard count.isCheck else {
      buffer.pointee.count = number
      return
    }
    guard buffer.pointee.address == nil || buffer.pointee.count == number else {
      throw FFIFault(expected: "\(number) elements", found: "\(buffer.pointee.count)").within(count.name)
    }
  }

  private func number(_ size: FFIPlan.Size) throws(FFIFault) -> Int {
    var value: Int64
    switch size.source {
    case .constant(let constant): value = Int64(constant)
    case .number(let scalar, let offset): value = scalar.integer(at: frame + offset)
    case .length(let offset): value = Int64((frame + offset).load(as: FFIBuffer.self).count)
    }
    if let entry = size.sizeFrom, value >= 0 {
      value = Int64(truncatingIfNeeded: entry.call(UInt(value)))
    }
    let (product, overflows) = value.multipliedReportingOverflow(by: Int64(size.times))
    let (total, overflowsToo) = product.addingReportingOverflow(Int64(size.plus))
    guard value >= 0, total >= 0, !overflows, !overflowsToo, total <= bounds.limit else {
      let fault = FFIFault(
        "\(value < 0 || overflows ? "too many" : "\(total)") elements would be needed, at most \(bounds.limit) are allowed"
      )
      throw size.name.isEmpty ? fault : fault.within(size.name)
    }
    return Int(total)
  }
}
