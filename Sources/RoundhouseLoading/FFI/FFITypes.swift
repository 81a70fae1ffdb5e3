internal import CFFI
internal import RoundhouseModel

/// The structs, enums and handles of one manifest, resolved; and what libffi must know of them.
final class FFITypes: Sendable {
  let enumerations: [FFIEnumeration]
  let layouts: [FFILayout]
  let handles: [FFIHandleType]
  /// Keeps what the layouts point to.
  let memory: FFIMemory

  init(_ interface: ForeignInterface, _ symbols: FFISymbols, _ memory: FFIMemory) throws(RoundhouseError) {
    enumerations = interface.enums.map { FFIEnumeration($0) }
    var handles: [FFIHandleType] = []
    for handle in interface.handles { handles.append(try FFIHandleType(handle, symbols)) }
    self.handles = handles
    var builder = FFILayoutBuilder(interface, enumerations.map(\.scalar), memory)
    layouts = try builder.build()
    self.memory = memory
  }

  /// Finds what a type's name stands for.
  func codec(of type: ForeignType, in interface: ForeignInterface) throws(RoundhouseError) -> FFICodec {
    try FFICodec(type, in: interface)
  }

  /// Bytes of a value where it stands by itself.
  func size(of codec: FFICodec) -> Int {
    switch codec {
    case .scalar(let scalar): scalar.width
    case .enumeration(let index): enumerations[index].scalar.width
    case .structure(let index): layouts[index].size
    case .string, .bytes, .array: MemoryLayout<FFIBuffer>.size
    case .pointer, .handle: 8
    case .inlineArray(let scalar, let count): scalar.width * count
    case .inlineString(let count), .inlineBytes(let count): count
    }
  }

  /// What libffi calls the type when it is passed by value.
  func foreign(_ codec: FFICodec) -> UnsafeMutablePointer<ffi_type>? {
    switch codec {
    case .scalar(let scalar): scalar.foreign
    case .enumeration(let index): enumerations[index].scalar.foreign
    case .structure(let index): layouts[index].type
    case .string, .bytes, .array, .pointer, .handle: shim_type(CChar(UInt8(ascii: "p")), 8)
    case .inlineArray, .inlineString, .inlineBytes: nil
    }
  }
}

extension FFICodec {
  /// Resolves a type's names by their place in the manifest.
  init(_ type: ForeignType, in interface: ForeignInterface) throws(RoundhouseError) {
    func found(_ index: Int?, _ name: String) throws(RoundhouseError) -> Int {
      guard let index else {
        throw RoundhouseError(
          .invalidManifest, "the type \"\(name)\" is not declared",
          remedy: "declare it in \"structs\", \"enums\" or \"handles\"")
      }
      return index
    }
    switch type {
    case .scalar(let scalar): self = .scalar(scalar)
    case .string: self = .string
    case .bytes: self = .bytes
    case .pointer: self = .pointer
    case .array(let scalar): self = .array(scalar)
    case .structure(let name): self = .structure(try found(interface.structs.firstIndex { $0.name == name }, name))
    case .enumeration(let name): self = .enumeration(try found(interface.enums.firstIndex { $0.name == name }, name))
    case .handle(let name): self = .handle(try found(interface.handles.firstIndex { $0.name == name }, name))
    case .inlineArray(let scalar, let count): self = .inlineArray(scalar, count)
    case .inlineString(let count): self = .inlineString(count)
    case .inlineBytes(let count): self = .inlineBytes(count)
    }
  }
}

extension ForeignScalar {
  /// libffi's constant for this type.
  var foreign: UnsafeMutablePointer<ffi_type>? {
    let kind: UInt8 =
      switch self {
      case .i8, .i16, .i32, .i64: UInt8(ascii: "i")
      case .u8, .u16, .u32, .u64, .bool, .size: UInt8(ascii: "u")
      case .f32, .f64: UInt8(ascii: "f")
      }
    return shim_type(CChar(kind), width)
  }
}
