internal import RoundhouseModel

// From the request to the frame.
extension FFICall {
  mutating func read(_ payload: FFIPayload) throws(FFIFault) {
    switch payload {
    case .json(let node): try read(node)
    case .raw(let bytes):
      isRaw = true
      try read(bytes)
    case .empty: try refuseMissing(but: nil)
    }
    try reserveHandles()
  }

  private mutating func read(_ node: JSONNode) throws(FFIFault) {
    guard node.kind == .object else { throw FFIFault(expected: "an object of parameters", found: node.summary) }
    var found = 0
    for input in function.plan.inputs {
      let value = node[input.name]
      if value != nil { found += 1 }
      do throws(FFIFault) {
        try read(value, input)
      } catch { throw error.within(input.name) }
    }
    if found != node.count { try function.types.refuseUnknown(node, function.plan.inputs.map(\.name)) }
  }

  private mutating func read(_ value: JSONNode?, _ input: FFIPlan.Input) throws(FFIFault) {
    guard let value else {
      if input.isRequired { throw FFIFault(expected: function.types.describe(input.codec), found: "nothing") }
      return
    }
    if value.isNull, input.isNullable { return clear(input) }
    if case .handle(let type) = input.codec { return try acquire(value, type, input) }
    if input.word >= 0 { (frame + input.word).storeBytes(of: frame + input.offset, as: UnsafeMutableRawPointer.self) }
    try function.types.store(value, as: input.codec, to: frame + input.offset, &arena)
  }

  /// Takes the payload as the one parameter of bytes.
  private mutating func read(_ bytes: UnsafeRawBufferPointer) throws(FFIFault) {
    guard let index = function.plan.rawInput else {
      throw FFIFault(expected: "application/json", found: "raw bytes, which are no parameter of this function")
    }
    try refuseMissing(but: index)
    let input = function.plan.inputs[index]
    // Lent, not copied: C reads it through a pointer to const, and the request outlives the call.
    let buffer = FFIBuffer(address: UnsafeMutableRawPointer(mutating: bytes.baseAddress), count: bytes.count)
    (frame + input.offset).storeBytes(of: buffer, as: FFIBuffer.self)
  }

  private func refuseMissing(but raw: Int?) throws(FFIFault) {
    for (index, input) in function.plan.inputs.enumerated() where input.isRequired && index != raw {
      throw FFIFault(
        expected: function.types.describe(input.codec), found: "nothing",
        remedy: raw == nil ? "" : "send application/json to say more than the bytes"
      ).within(input.name)
    }
  }

  private func clear(_ input: FFIPlan.Input) {
    if input.word >= 0 {
      (frame + input.word).storeBytes(of: 0, as: UInt.self)
    } else if input.codec.isBuffer {
      (frame + input.offset).storeBytes(of: FFIBuffer(), as: FFIBuffer.self)
    } else {
      (frame + input.offset).storeBytes(of: 0, as: UInt.self)
    }
  }

  private mutating func acquire(_ value: JSONNode, _ type: Int, _ input: FFIPlan.Input) throws(FFIFault) {
    guard let text = value.string else {
      throw FFIFault(expected: function.types.describe(input.codec), found: value.summary)
    }
    let (place, pointer) = try bounds.handles.acquire(
      text, type: type, owner: owner, isConsuming: input.consumes, held: leases)
    leases.append(
      FFILease(kind: input.consumes ? .consumed : .used, place: place, offset: input.offset, type: type))
    (frame + input.offset).storeBytes(of: pointer, as: UInt.self)
  }

  private mutating func reserveHandles() throws(FFIFault) {
    for birth in function.plan.births {
      let place = try bounds.handles.reserve()
      leases.append(FFILease(kind: .reserved, place: place, offset: birth.offset, type: birth.type))
    }
  }
}
