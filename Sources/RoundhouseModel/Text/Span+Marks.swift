extension Span<UInt8> {
  /// Whether a function gives something else than 0 for any of the bytes.
  ///
  /// Without a way out in the middle of a block, and with a last block that overlaps the one before, so that many bytes are
  /// looked at at once and none alone, as far as there is a block.
  /// - Parameter mark: what does not branch is fast.
  @inlinable @inline(__always)
  package func hasMark(_ mark: (UInt8) -> UInt8) -> Bool {
    let size = 64
    var found: UInt8 = 0
    guard count >= size else {
      for place in indices { found |= mark(self[place]) }
      return found != 0
    }
    var start = 0
    while true {
      let block = extracting(start..<(start + size))
      for place in 0..<size { found |= mark(block[place]) }
      if found != 0 || start == count - size { return found != 0 }
      start = Swift.min(start + size, count - size)
    }
  }

  /// Whether the bytes stand between the quotes of a JSON text as they are.
  package var needNoEscape: Bool {
    !hasMark { byte in
      (byte < 0x20 ? 1 : 0) | (byte == UInt8(ascii: "\"") ? 1 : 0) | (byte == UInt8(ascii: "\\") ? 1 : 0)
    }
  }
}
