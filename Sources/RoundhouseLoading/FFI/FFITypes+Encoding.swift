internal import CPlatform
internal import RoundhouseModel

// From JSON to memory. Copies live in the call's arena.
extension FFITypes {
  /// Stores one value, of `size(of:)` bytes.
  func store(
    _ node: JSONNode, as codec: FFICodec, to place: UnsafeMutableRawPointer, _ arena: inout FFIArena
  ) throws(FFIFault) {
    switch codec {
    case .scalar(let scalar): try scalar.store(node, to: place)
    case .enumeration(let index): try enumerations[index].store(node, to: place)
    case .structure(let index): try store(node, layouts[index], to: place, &arena)
    case .string, .bytes, .array:
      place.storeBytes(of: try buffer(node, codec, &arena), as: FFIBuffer.self)
    case .inlineArray(let scalar, let count): try store(node, scalar, count: count, to: place)
    case .inlineString(let count), .inlineBytes(let count):
      let isText = codec == .inlineString(count)
      let bytes = try buffer(node, isText ? .string : .bytes, &arena)
      guard isText ? bytes.count <= count : bytes.count == count else {
        throw FFIFault(expected: "\(isText ? "at most" : "exactly") \(count) bytes", found: "\(bytes.count)")
      }
      memset(place, 0, count)
      if let source = bytes.address { memcpy(place, source, bytes.count) }
    case .pointer:
      guard node.isNull || node.int != nil else {
        throw FFIFault(expected: "null or an integer", found: node.summary)
      }
      place.storeBytes(of: node.int ?? 0, as: Int64.self)
    case .handle: throw FFIFault("a handle cannot stand here")
    }
  }

  /// Copies a string, bytes or an array; each lies on a multiple of 16.
  func buffer(_ node: JSONNode, _ codec: FFICodec, _ arena: inout FFIArena) throws(FFIFault) -> FFIBuffer {
    switch codec {
    case .array(let scalar):
      guard node.kind == .array else { throw FFIFault(expected: "an array of numbers", found: node.summary) }
      let place = try arena.allocate(node.count * scalar.width)
      try store(node, scalar, count: node.count, to: place)
      return FFIBuffer(address: place, count: node.count)
    case .string: return try text(node, &arena)
    default: return try decoded(node, &arena)
    }
  }

  private func text(_ node: JSONNode, _ arena: inout FFIArena) throws(FFIFault) -> FFIBuffer {
    guard let text = node.utf8 else { throw FFIFault(expected: "a string", found: node.summary) }
    let place = try arena.allocate(text.count + 1)
    text.withUnsafeBytes { source in
      if let start = source.baseAddress { memcpy(place, start, source.count) }
    }
    guard memchr(place, 0, text.count) == nil else {
      throw FFIFault(expected: "a string without NUL", found: "one with NUL inside, where C would end it")
    }
    return FFIBuffer(address: place, count: text.count)
  }

  private func decoded(_ node: JSONNode, _ arena: inout FFIArena) throws(FFIFault) -> FFIBuffer {
    guard let text = node.utf8 else { throw FFIFault(expected: "a string of base64", found: node.summary) }
    let place = try arena.allocate(Base64.room(text.count) + 3)
    let target = place.assumingMemoryBound(to: UInt8.self)
    let (count, wrongAt) = text.withUnsafeBufferPointer { Base64.decode($0, to: target) }
    if let wrongAt {
      throw FFIFault(
        expected: "a string of base64",
        found: wrongAt == text.count
          ? "\(text.count) characters, which is no multiple of 4" : "another character at \(wrongAt + 1)")
    }
    return FFIBuffer(address: place, count: count)
  }

  private func store(
    _ node: JSONNode, _ scalar: ForeignScalar, count: Int, to place: UnsafeMutableRawPointer
  ) throws(FFIFault) {
    guard node.kind == .array, node.count == count else {
      throw FFIFault(
        expected: "an array of \(count) numbers", found: node.kind == .array ? "\(node.count)" : node.summary)
    }
    var index = 0
    for element in node.elements {
      do throws(FFIFault) {
        try scalar.store(element, to: place + index * scalar.width)
      } catch { throw error.within(index) }
      index += 1
    }
  }

  private func store(
    _ node: JSONNode, _ layout: FFILayout, to place: UnsafeMutableRawPointer, _ arena: inout FFIArena
  ) throws(FFIFault) {
    guard node.kind == .object else {
      throw FFIFault(expected: "an object of \(layout.name)", found: node.summary)
    }
    for field in layout.fields {
      do throws(FFIFault) {
        guard let value = node[field.name] else { throw FFIFault(expected: describe(field.codec), found: "nothing") }
        if field.codec == .string {
          let text = value.isNull ? FFIBuffer() : try buffer(value, .string, &arena)
          (place + field.offset).storeBytes(of: text.address, as: UnsafeMutableRawPointer?.self)
        } else {
          try store(value, as: field.codec, to: place + field.offset, &arena)
        }
      } catch { throw error.within(field.name) }
    }
    if node.count != layout.fields.count { try refuseUnknown(node, layout.fields.map(\.name)) }
  }

  /// Refuses keys that nothing reads.
  func refuseUnknown(_ node: JSONNode, _ known: [String]) throws(FFIFault) {
    for member in node.members where !known.contains(member.key) {
      let meant = Spelling.nearest(to: member.key, among: known).map { "did you mean \"\($0)\"?" }
      throw FFIFault(
        "there is no such parameter",
        remedy: meant ?? (known.isEmpty ? "send {}" : "known here are \(known.joined(separator: ", "))")
      ).within(member.key.prefix(64))
    }
  }

  /// What a value should be, for messages.
  func describe(_ codec: FFICodec) -> String {
    switch codec {
    case .scalar(.f32), .scalar(.f64): "a number"
    case .scalar(.bool): "true or false"
    case .scalar: "an integer"
    case .string, .inlineString: "a string"
    case .bytes, .inlineBytes: "a string of base64"
    case .array, .inlineArray: "an array of numbers"
    case .structure(let index): "an object of \(layouts[index].name)"
    case .enumeration(let index): "a label of \(enumerations[index].name)"
    case .handle(let index): "a handle of \(handles[index].name)"
    case .pointer: "nothing"
    }
  }
}
