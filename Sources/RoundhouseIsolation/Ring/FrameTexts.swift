internal import CPlatform

/// Several texts behind one another, each behind its length.
enum FrameTexts {
  /// Bytes that the texts take.
  static func size(_ texts: [UnsafeRawBufferPointer]) -> Int { texts.reduce(0) { $0 + 4 + $1.count } }

  static func write(_ texts: [UnsafeRawBufferPointer], to start: UnsafeMutableRawPointer) {
    var place = start
    for text in texts {
      place.storeBytes(of: UInt32(text.count), as: UInt32.self)
      if let source = text.baseAddress { memcpy(place + 4, source, text.count) }
      place += 4 + text.count
    }
  }

  static func bytes(_ texts: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for text in texts {
      withUnsafeBytes(of: UInt32(text.utf8.count)) { bytes.append(contentsOf: $0) }
      bytes.append(contentsOf: text.utf8)
    }
    return bytes
  }

  /// Reads texts out of private memory. What is not UTF-8 is made so.
  /// - Returns: nil if they are not as many, or do not fit.
  static func read(_ bytes: [UInt8], count: Int) -> [String]? {
    var texts: [String] = []
    var rest = bytes[...]
    while rest.count >= 4 {
      let size = rest.withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
      guard size <= rest.count - 4 else { return nil }
      texts.append(String(decoding: rest.dropFirst(4).prefix(size), as: UTF8.self))
      rest = rest.dropFirst(4 + size)
    }
    return rest.isEmpty && texts.count == count ? texts : nil
  }
}

extension [UInt8] {
  /// Copies bytes out of shared memory, once.
  init(copyingOnce start: UnsafeRawPointer, count: Int) {
    // Made with no capacity, an array's count would be written into the empty one that all threads share.
    guard count > 0 else {
      self = []
      return
    }
    self.init(unsafeUninitializedCapacity: count) { room, filled in
      if let target = room.baseAddress { platform_copy_once(target, start, count) }
      filled = count
    }
  }
}
