internal import CFFI
internal import CPlatform
internal import RoundhouseModel

/// Turns one function of a manifest into a prepared call interface and a plan.
struct FFICompiler {
  let interface: ForeignInterface
  let source: ForeignFunction
  let types: FFITypes
  let symbols: FFISymbols
  var frame: FFIFrameBuilder
  var plan = FFIPlan()
  /// What each parameter is and where, in the manifest's order.
  var cells: [FFICell] = []
  var returned: FFICell

  static func compile(
    _ source: ForeignFunction, of interface: ForeignInterface, _ types: FFITypes, _ symbols: FFISymbols
  ) throws(RoundhouseError) -> FFIFunction {
    do throws(RoundhouseError) {
      var compiler = try FFICompiler(source, interface, types, symbols)
      return try compiler.compile()
    } catch {
      var named = error
      named.capability = source.capability.name
      named.message = "the function for \(source.capability.name): \(error.message)"
      throw named
    }
  }

  private init(
    _ source: ForeignFunction, _ interface: ForeignInterface, _ types: FFITypes, _ symbols: FFISymbols
  ) throws(RoundhouseError) {
    self.interface = interface
    self.source = source
    self.types = types
    self.symbols = symbols
    frame = FFIFrameBuilder(arguments: source.parameters.count { $0.isPassed })
    returned = FFICell(name: source.returns.name, codec: nil)
    if let type = source.returns.type {
      returned.codec = try FFICodec(type, in: interface)
      returned.isIndirect = source.returns.isPointer
    }
  }

  private mutating func compile() throws(RoundhouseError) -> FFIFunction {
    let entry = try symbols.address(source.symbol)
    returned.offset = frame.cell(max(returned.codec.map { types.size(of: $0) } ?? 0, MemoryLayout<FFIBuffer>.size))
    if returned.codec?.isBuffer == true { try blankBuffer(returned.offset) }
    for parameter in source.parameters { try place(parameter) }
    for (parameter, cell) in zip(source.parameters, cells) { try plan(parameter, cell) }
    try planReturn()
    let verdict = try verdict()
    choosePayloads()
    plan.image = frame.image
    return FFIFunction(
      source, plan: plan, verdict: verdict, types: types, interface: try prepare(), entry: entry,
      returnOffset: returned.offset)
  }

  /// Gives a parameter its cell, and C its pointer to it.
  private mutating func place(_ parameter: ForeignParameter) throws(RoundhouseError) {
    var cell = FFICell(name: parameter.name, codec: try FFICodec(parameter.type, in: interface))
    guard let codec = cell.codec else { return }
    cell.offset = frame.cell(types.size(of: codec))
    if codec.isBuffer { try blankBuffer(cell.offset) }
    let isOutput = parameter.direction != .in
    // Room that the caller makes is passed as it is; everything else that comes out is passed by its address.
    cell.isIndirect = parameter.isPointer || isOutput && !(codec.isBuffer && parameter.capacity != nil)
    if cell.isIndirect {
      cell.word = frame.cell(8)
      plan.addresses.append((cell.word, cell.offset))
    }
    if parameter.isPassed { plan.arguments.append(cell.isIndirect ? cell.word : cell.offset) }
    cells.append(cell)
  }

  private mutating func blankBuffer(_ offset: Int) throws(RoundhouseError) {
    do throws(FFIFault) {
      try frame.edit(offset) { $0.storeBytes(of: FFIBuffer(), as: FFIBuffer.self) }
    } catch { throw error.error }
  }

  func cell(_ name: String) throws(RoundhouseError) -> FFICell {
    if let cell = cells.first(where: { $0.name == name }) { return cell }
    if returned.codec != nil, name == returned.name { return returned }
    throw refused("refers to \"\(name)\", which is no parameter of it", "name one of its parameters")
  }

  func refused(_ what: String, _ remedy: String) -> RoundhouseError {
    RoundhouseError(.invalidManifest, "\(source.symbol) \(what)", remedy: remedy)
  }
}

/// Where one parameter or the return stands in the frame.
struct FFICell {
  let name: String
  /// nil for `void`.
  var codec: FFICodec?
  var offset = 0
  /// Where its address stands, if C gets that; else -1.
  var word = -1
  var isIndirect = false
}
