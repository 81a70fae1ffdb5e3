internal import RoundhouseModel

// What is to be done for one parameter, before and after the call.
extension FFICompiler {
  mutating func plan(_ parameter: ForeignParameter, _ cell: FFICell) throws(RoundhouseError) {
    guard let codec = cell.codec else { return }
    if let value = parameter.value { try fix(parameter, value, cell, codec) }
    if parameter.isInput { try planInput(parameter, cell, codec) }
    if !parameter.lengthOf.isEmpty { try planLength(parameter, cell, codec) }
    if codec.isBuffer, parameter.direction != .in, let capacity = parameter.capacity {
      plan.rooms.append(
        FFIPlan.Room(
          name: parameter.name, codec: codec, offset: cell.offset, capacity: try size(capacity),
          isFilled: parameter.direction == .inOut))
    }
    if codec.isBuffer, let count = parameter.count {
      plan.counts.append(
        FFIPlan.Count(
          name: parameter.name, offset: cell.offset, size: try size(count), isCheck: parameter.direction != .out))
    }
    if case .handle(let type) = codec, parameter.direction == .out {
      try planBirth(type, cell.offset, within: parameter.within)
    }
    if parameter.isResult { planOutput(parameter.name, cell.offset, codec, isPointer: false) }
    if let entry = try FFIEntry(parameter.free, symbols) {
      plan.releases.append(FFIPlan.Release(offset: cell.offset, entry: entry))
    }
  }

  private mutating func planInput(
    _ parameter: ForeignParameter, _ cell: FFICell, _ codec: FFICodec
  ) throws(RoundhouseError) {
    if let text = parameter.defaultValue {
      try fix(parameter, text, cell, codec)
    } else if parameter.isNullable, cell.word >= 0 {
      plan.addresses.removeAll { $0.word == cell.word }
    }
    plan.inputs.append(
      FFIPlan.Input(
        name: parameter.name, codec: codec, offset: cell.offset,
        isRequired: parameter.defaultValue == nil && !parameter.isNullable, isNullable: parameter.isNullable,
        consumes: parameter.consumes, word: cell.word))
  }

  /// Puts a constant or a default into the image.
  private mutating func fix(
    _ parameter: ForeignParameter, _ text: [UInt8], _ cell: FFICell, _ codec: FFICodec
  ) throws(RoundhouseError) {
    do throws(FFIFault) {
      let node = try FFICompiler.parsed(text)
      if node.isNull, codec != .pointer {
        // A null pointer: the cell is zero already, and C gets no address of it.
        plan.addresses.removeAll { $0.word == cell.word }
        return
      }
      var arena = FFIArena(room: UnsafeMutableRawBufferPointer(start: nil, count: 0))
      try frame.edit(cell.offset) { place throws(FFIFault) in
        try types.store(node, as: codec, to: place, &arena)
      }
      types.memory.keep(arena.surrender())
    } catch {
      throw refused("has a wrong value for \"\(parameter.name)\": \(error.error.message)", error.remedy)
    }
  }

  private static func parsed(_ text: [UInt8]) throws(FFIFault) -> JSONNode {
    do {
      return try JSONDocument(parsing: text).root
    } catch { throw FFIFault("\(error)") }
  }

  private mutating func planLength(
    _ parameter: ForeignParameter, _ cell: FFICell, _ codec: FFICodec
  ) throws(RoundhouseError) {
    guard case .scalar(let scalar) = codec, scalar.isInteger else {
      throw refused("carries a length in \"\(parameter.name)\", which is no integer", "make it of type size or i32")
    }
    let buffer = try self.cell(parameter.lengthOf)
    guard let type = buffer.codec, type.isBuffer else {
      throw refused("takes the length of \"\(buffer.name)\", which is no buffer", "name a string, bytes or array")
    }
    let target = source.parameters.first { $0.name == parameter.lengthOf }
    let length = FFIPlan.Length(
      name: parameter.name, scalar: scalar, offset: cell.offset, buffer: buffer.offset, codec: type,
      isCapacity: target?.direction == .out)
    let isOurs = target.map { $0.direction == .in || $0.capacity != nil } ?? false
    if parameter.direction != .out, isOurs { plan.lengthsIn.append(length) }
    if parameter.direction != .in { plan.lengthsOut.append(length) }
  }

  func size(_ source: ForeignSize) throws(RoundhouseError) -> FFIPlan.Size {
    var from = FFIPlan.Size.Source.constant(source.constant)
    if !source.parameter.isEmpty {
      let cell = try cell(source.parameter)
      switch cell.codec {
      case .scalar(let scalar) where scalar.isInteger: from = .number(scalar, at: cell.offset)
      case .string, .bytes, .array: from = .length(at: cell.offset)
      default: throw refused("takes a size from \"\(cell.name)\", which has none", "name an integer or a buffer")
      }
    }
    return FFIPlan.Size(
      source: from, name: source.parameter, sizeFrom: try FFIEntry(source.sizeFrom, symbols), times: source.times,
      plus: source.plus)
  }

  mutating func planBirth(_ type: Int, _ offset: Int, within parent: String) throws(RoundhouseError) {
    let place = parent.isEmpty ? -1 : try cell(parent).offset
    plan.births.append(FFIPlan.Birth(type: type, offset: offset, parent: place))
  }

  mutating func planOutput(_ name: String, _ offset: Int, _ codec: FFICodec, isPointer: Bool) {
    let isMeasured = plan.lengthsOut.contains { $0.buffer == offset } || source.hasLength(of: name)
    plan.outputs.append(
      FFIPlan.Output(
        name: name, codec: codec, offset: offset, isPointer: isPointer, endsInNUL: codec == .string && !isMeasured))
  }
}

extension ForeignFunction {
  /// Whether something tells after the call how long a buffer is.
  fileprivate func hasLength(of name: String) -> Bool {
    returns.lengthOf == name || returns.name == name && returns.count != nil
      || parameters.contains { $0.lengthOf == name && $0.direction != .in || $0.name == name && $0.count != nil }
  }
}
