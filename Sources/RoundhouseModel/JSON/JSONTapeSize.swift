/// How long a tape can get.
enum JSONTapeSize {
  /// The most values and keys that a text can have: one, and one more for each character that stands before another:
  /// `[`, `{`, `,` and `:`. Counts those in strings too.
  static func most(_ text: Span<UInt8>) -> Int {
    let bytes = text.bytes
    var count = 1
    var offset = 0
    while offset + 16 <= bytes.byteCount {
      // A lane counts up to 255.
      let end = min(offset + 255 * 16, bytes.byteCount - 15)
      var lanes = SIMD16<UInt8>.zero
      while offset < end {
        let block = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self)
        // `[` and `{` differ in this bit alone.
        let isOpening = (block | 0x20) .== UInt8(ascii: "{")
        let stands = isOpening .| (block .== UInt8(ascii: ",")) .| (block .== UInt8(ascii: ":"))
        lanes.replace(with: lanes &+ 1, where: stands)
        offset += 16
      }
      count += Int(SIMD16<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
    }
    while offset < bytes.byteCount {
      let byte = text[offset]
      if byte | 0x20 == UInt8(ascii: "{") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") { count += 1 }
      offset += 1
    }
    return count
  }
}
