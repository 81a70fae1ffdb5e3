internal import CFFI
internal import CPlatform
internal import RoundhouseModel

// What is done with what comes back, and the call interface itself.
extension FFICompiler {
  mutating func planReturn() throws(RoundhouseError) {
    guard let codec = returned.codec else { return }
    let rule = source.returns
    if !rule.lengthOf.isEmpty {
      guard case .scalar(let scalar) = codec, scalar.isInteger else {
        throw refused("returns a length that is no integer", "make it of type size or i32")
      }
      let buffer = try cell(rule.lengthOf)
      plan.lengthsOut.append(
        FFIPlan.Length(
          name: buffer.name, scalar: scalar, offset: returned.offset, buffer: buffer.offset,
          codec: buffer.codec ?? .bytes, isCapacity: false))
    }
    if codec.isBuffer, let count = rule.count {
      plan.counts.append(
        FFIPlan.Count(name: rule.name, offset: returned.offset, size: try size(count), isCheck: false))
    }
    if case .handle(let type) = codec { try planBirth(type, returned.offset, within: rule.within) }
    if !rule.isHidden, rule.lengthOf.isEmpty, codec != .pointer {
      planOutput(rule.name, returned.offset, codec, isPointer: returned.isIndirect)
      // The answer begins with what the function returns.
      if let output = plan.outputs.popLast() { plan.outputs.insert(output, at: 0) }
    }
    if let entry = try FFIEntry(rule.free, symbols) {
      plan.releases.append(FFIPlan.Release(offset: returned.offset, entry: entry))
    }
  }

  func verdict() throws(RoundhouseError) -> FFIVerdict {
    let error = source.returns.error
    let text: FFIVerdict.Text
    switch error.kind {
    case .none: text = .none
    case .errno: text = .errno
    case .parameter(let name): text = .buffer(at: try cell(name).offset)
    case .symbol(let symbol, let argument, let through):
      guard let entry = try FFIEntry(symbol, symbols), let word = try word(cell(argument)) else {
        throw refused("takes its error text from something that is no word", "name an integer, an enum or a handle")
      }
      text = .function(entry, word, through: try FFIEntry(through, symbols))
    }
    var enumeration: FFIEnumeration?
    if case .enumeration(let index) = returned.codec { enumeration = types.enumerations[index] }
    return FFIVerdict(source, returned: try word(returned), enumeration: enumeration, text: text)
  }

  /// How a value is read as one word; nil if it is none.
  private func word(_ cell: FFICell) throws(RoundhouseError) -> FFIVerdict.Word? {
    if cell.isIndirect, cell.word < 0 { return .pointer(at: cell.offset) }
    switch cell.codec {
    case .scalar(let scalar) where scalar.isInteger || scalar == .bool: return .number(scalar, at: cell.offset)
    case .enumeration(let index): return .number(types.enumerations[index].scalar, at: cell.offset)
    case .string, .bytes, .array, .pointer, .handle: return .pointer(at: cell.offset)
    default: return nil
    }
  }

  /// Decides which payloads may be raw.
  mutating func choosePayloads() {
    let bytes = plan.inputs.indices.filter { plan.inputs[$0].codec == .bytes }
    if bytes.count == 1,
      source.parameters.contains(where: { $0.name == plan.inputs[bytes[0]].name && $0.direction == .in })
    {
      plan.rawInput = bytes[0]
    }
    guard plan.outputs.count == 1, plan.outputs[0].codec == .bytes else { return }
    plan.rawReply = source.parameters.contains { $0.isRaw } ? .always : .inKind
  }

  /// Prepares the call interface, once for all calls.
  func prepare() throws(RoundhouseError) -> UnsafeMutablePointer<ffi_cif> {
    let passed = zip(source.parameters, cells).filter { $0.0.isPassed }.map(\.1)
    let list = types.memory.allocate(UnsafeMutablePointer<ffi_type>?.self, count: passed.count)
    for (index, cell) in passed.enumerated() { list[index] = cell.codec.flatMap { foreign($0, cell.isIndirect) } }
    let result = returned.codec.flatMap { foreign($0, returned.isIndirect) } ?? shim_type(CChar(UInt8(ascii: "v")), 0)
    guard !passed.indices.contains(where: { list[$0] == nil }) else {
      throw refused("has a parameter that C cannot pass", "inline arrays belong into structs")
    }
    let interface = types.memory.allocate(ffi_cif.self, count: 1)
    let count = UInt32(passed.count)
    let status =
      if let fixed = source.variadicFrom {
        ffi_prep_cif_var(interface, FFI_DEFAULT_ABI, UInt32(fixed), count, result, list)
      } else {
        ffi_prep_cif(interface, FFI_DEFAULT_ABI, count, result, list)
      }
    guard status == FFI_OK else { throw refusedByLibrary(status) }
    return interface
  }

  private func foreign(_ codec: FFICodec, _ isIndirect: Bool) -> UnsafeMutablePointer<ffi_type>? {
    isIndirect ? shim_type(CChar(UInt8(ascii: "p")), 8) : types.foreign(codec)
  }

  private func refusedByLibrary(_ status: ffi_status) -> RoundhouseError {
    if status == FFI_BAD_ARGTYPE, source.variadicFrom != nil {
      return refused(
        "has a variadic argument narrower than int or double", "C widens those: declare i32, u32, i64, u64 or f64")
    }
    return refused("has a signature that libffi refuses", "compare it with the library's header")
  }
}
