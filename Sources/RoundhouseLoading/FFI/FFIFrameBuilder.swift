internal import CPlatform

/// Assigns places in a function's frame, and builds the image with which each call begins.
struct FFIFrameBuilder {
  private(set) var image: [UInt8]

  /// - Parameter arguments: how many pointers stand at the frame's beginning.
  init(arguments: Int) {
    image = Array(repeating: 0, count: (arguments * 8 + 15) & ~15)
  }

  /// A new cell, zeroed; each begins on a multiple of 16, as no type of ours needs more.
  mutating func cell(_ size: Int) -> Int {
    let offset = image.count
    image.append(contentsOf: repeatElement(0, count: (max(16, size) + 15) & ~15))
    return offset
  }

  /// Changes the image in place.
  mutating func edit(
    _ offset: Int, _ body: (UnsafeMutableRawPointer) throws(FFIFault) -> Void
  ) throws(FFIFault) {
    try image.withUnsafeMutableBufferPointer { (bytes) throws(FFIFault) in
      guard let start = bytes.baseAddress else { return }
      try body(UnsafeMutableRawPointer(start) + offset)
    }
  }
}
