internal import CFFI

/// A struct as the platform lays it out.
struct FFILayout: Sendable {
  struct Field: Sendable {
    let name: String
    let codec: FFICodec
    let offset: Int
  }

  let name: String
  let size: Int
  let alignment: Int
  let fields: [Field]
  /// Owned by the `FFIMemory` of the types; libffi only reads it once a call interface has been prepared.
  nonisolated(unsafe) let type: UnsafeMutablePointer<ffi_type>
}
