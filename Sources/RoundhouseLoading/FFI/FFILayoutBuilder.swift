internal import CFFI
internal import RoundhouseModel

/// Lets libffi lay out structs, inner ones first.
struct FFILayoutBuilder {
  private let interface: ForeignInterface
  private let enumerations: [ForeignScalar]
  private let memory: FFIMemory
  private var done: [FFILayout?]
  private var isOpen: [Bool]
  /// Elements that one struct may have in libffi's eyes, where each element of an inner array counts.
  static let maximumElements = 4096

  init(_ interface: ForeignInterface, _ enumerations: [ForeignScalar], _ memory: FFIMemory) {
    self.interface = interface
    self.enumerations = enumerations
    self.memory = memory
    done = Array(repeating: nil, count: interface.structs.count)
    isOpen = Array(repeating: false, count: interface.structs.count)
  }

  mutating func build() throws(RoundhouseError) -> [FFILayout] {
    for index in interface.structs.indices { _ = try layout(index) }
    return done.compactMap { $0 }
  }

  private mutating func layout(_ index: Int) throws(RoundhouseError) -> FFILayout {
    if let layout = done[index] { return layout }
    let source = interface.structs[index]
    guard !isOpen[index] else { throw refused(source, "contains itself", "hold the inner one by a handle") }
    isOpen[index] = true
    var elements: [UnsafeMutablePointer<ffi_type>] = []
    var fields: [(name: String, codec: FFICodec, element: Int)] = []
    for field in source.fields {
      let codec = try FFICodec(field.type, in: interface)
      fields.append((field.name, codec, elements.count))
      elements += try types(codec, of: field, in: source)
      guard elements.count <= Self.maximumElements else {
        throw refused(source, "has more than \(Self.maximumElements) elements", "pass the array as a buffer")
      }
    }
    let layout = try prepare(source, elements, fields)
    done[index] = layout
    return layout
  }

  /// What libffi sees of a field; an inner array is its elements one after another.
  private mutating func types(
    _ codec: FFICodec, of field: ForeignStruct.Field, in source: ForeignStruct
  ) throws(RoundhouseError) -> [UnsafeMutablePointer<ffi_type>] {
    let (type, count): (UnsafeMutablePointer<ffi_type>?, Int)
    switch codec {
    case .scalar(let scalar): (type, count) = (scalar.foreign, 1)
    case .enumeration(let index): (type, count) = (enumerations[index].foreign, 1)
    case .structure(let index): (type, count) = (try layout(index).type, 1)
    case .string, .pointer: (type, count) = (shim_type(CChar(UInt8(ascii: "p")), 8), 1)
    case .inlineArray(let scalar, let length): (type, count) = (scalar.foreign, length)
    case .inlineString(let length), .inlineBytes(let length): (type, count) = (ForeignScalar.u8.foreign, length)
    case .bytes, .array, .handle: (type, count) = (nil, 0)
    }
    guard let type, 1...Self.maximumElements ~= count else {
      throw refused(
        source, "cannot have the field \"\(field.name)\" of this type",
        "use numbers, strings, enums, structs, or inline arrays such as f64[3], string[32], bytes[16]")
    }
    return Array(repeating: type, count: count)
  }

  private func prepare(
    _ source: ForeignStruct, _ elements: [UnsafeMutablePointer<ffi_type>],
    _ fields: [(name: String, codec: FFICodec, element: Int)]
  ) throws(RoundhouseError) -> FFILayout {
    let list = memory.allocate(UnsafeMutablePointer<ffi_type>?.self, count: elements.count + 1)
    for (index, element) in elements.enumerated() { list[index] = element }
    list[elements.count] = nil
    let type = memory.allocate(ffi_type.self, count: 1)
    type.initialize(to: ffi_type(size: 0, alignment: 0, type: UInt16(FFI_TYPE_STRUCT), elements: list))
    var offsets = [Int](repeating: 0, count: elements.count)
    guard !elements.isEmpty, ffi_get_struct_offsets(FFI_DEFAULT_ABI, type, &offsets) == FFI_OK else {
      throw refused(source, "cannot be laid out", "a struct needs at least one field")
    }
    return FFILayout(
      name: source.name, size: type.pointee.size, alignment: Int(type.pointee.alignment),
      fields: fields.map { FFILayout.Field(name: $0.name, codec: $0.codec, offset: offsets[$0.element]) }, type: type)
  }

  private func refused(_ source: ForeignStruct, _ what: String, _ remedy: String) -> RoundhouseError {
    RoundhouseError(.invalidManifest, "the struct \"\(source.name)\" \(what)", remedy: remedy)
  }
}
