internal import CPlatform
internal import RoundhouseModel

// From memory to JSON. What the library wrote is believed only as far as its text can be.
extension FFITypes {
  /// Writes one value that stands at a place.
  /// - Parameter limit: bytes that are read of a text whose end nobody told.
  func write(
    _ codec: FFICodec, from place: UnsafeRawPointer, to writer: inout JSONWriter, limit: Int
  ) throws(FFIFault) {
    switch codec {
    case .scalar(let scalar): scalar.write(from: place, to: &writer)
    case .enumeration(let index): try enumerations[index].write(from: place, to: &writer)
    case .structure(let index): try write(layouts[index], from: place, to: &writer, limit: limit)
    case .string, .bytes, .array: try write(place.load(as: FFIBuffer.self), codec, to: &writer)
    case .inlineArray(let scalar, let count): write(scalar, count: count, from: place, to: &writer)
    case .inlineString(let count): try write(text: place, count: strnlen(place.characters, count), to: &writer)
    case .inlineBytes(let count):
      writer.raw(Base64.quoted(UnsafeRawBufferPointer(start: place, count: count)))
    case .pointer, .handle: writer.null()
    }
  }

  private func write(_ buffer: FFIBuffer, _ codec: FFICodec, to writer: inout JSONWriter) throws(FFIFault) {
    guard let address = buffer.address else { return writer.null() }
    switch codec {
    case .string: try write(text: address, count: buffer.count, to: &writer)
    case .array(let scalar): write(scalar, count: buffer.count, from: address, to: &writer)
    default: writer.raw(Base64.quoted(UnsafeRawBufferPointer(start: address, count: buffer.count)))
    }
  }

  private func write(
    _ layout: FFILayout, from place: UnsafeRawPointer, to writer: inout JSONWriter, limit: Int
  ) throws(FFIFault) {
    writer.beginObject()
    for field in layout.fields {
      writer.key(field.name)
      do throws(FFIFault) {
        if field.codec == .string {
          let address = (place + field.offset).load(as: UnsafeRawPointer?.self)
          try write(text: address, limit: limit, to: &writer)
        } else {
          try write(field.codec, from: place + field.offset, to: &writer, limit: limit)
        }
      } catch { throw error.within(field.name) }
    }
    writer.endObject()
  }

  private func write(text address: UnsafeRawPointer?, limit: Int, to writer: inout JSONWriter) throws(FFIFault) {
    guard let address else { return writer.null() }
    try write(text: address, count: try Self.length(of: address, limit: limit), to: &writer)
  }

  private func write(text address: UnsafeRawPointer, count: Int, to writer: inout JSONWriter) throws(FFIFault) {
    guard let text = String(validating: UnsafeRawBufferPointer(start: address, count: count), as: UTF8.self) else {
      throw .library("the library's text is not UTF-8", remedy: "declare it as bytes in the manifest")
    }
    writer.string(text)
  }

  private func write(
    _ scalar: ForeignScalar, count: Int, from place: UnsafeRawPointer, to writer: inout JSONWriter
  ) {
    writer.beginArray()
    for index in 0..<count { scalar.write(from: place + index * scalar.width, to: &writer) }
    writer.endArray()
  }

  /// Bytes before the NUL.
  static func length(of text: UnsafeRawPointer, limit: Int) throws(FFIFault) -> Int {
    let count = strnlen(text.characters, limit + 1)
    guard count <= limit else { throw .library("the library's text is longer than \(limit) bytes") }
    return count
  }
}

extension UnsafeRawPointer {
  var characters: UnsafePointer<CChar> { assumingMemoryBound(to: CChar.self) }
}
