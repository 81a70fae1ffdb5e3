/// Bytes as text, RFC 4648 with padding.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let padding = UInt8(ascii: "=")
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, letter) in letters.enumerated() { values[Int(letter)] = UInt8(value) }
    return values
  }()

  /// The bytes as a JSON string, quotes included.
  static func quoted(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let size = (bytes.count + 2) / 3 * 4 + 2
    return [UInt8](unsafeUninitializedCapacity: size) { text, count in
      letters.withUnsafeBufferPointer { letters in
        text[0] = UInt8(ascii: "\"")
        count = 1
        var index = 0
        while index < bytes.count {
          let left = bytes.count - index
          let word =
            UInt32(bytes[index]) << 16 | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
            | (left > 2 ? UInt32(bytes[index + 2]) : 0)
          text[count] = letters[Int(word >> 18)]
          text[count + 1] = letters[Int(word >> 12 & 63)]
          text[count + 2] = left > 1 ? letters[Int(word >> 6 & 63)] : padding
          text[count + 3] = left > 2 ? letters[Int(word & 63)] : padding
          count += 4
          index += 3
        }
        text[count] = UInt8(ascii: "\"")
        count += 1
      }
    }
  }

  /// Bytes that a text of this length decodes to at most.
  static func room(_ length: Int) -> Int { length / 4 * 3 }

  /// Decodes into `target`, which has `room` for it.
  /// - Returns: how many bytes it made, or nil and where the text is wrong.
  static func decode(
    _ text: UnsafeBufferPointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
  ) -> (count: Int, wrongAt: Int?) {
    guard text.count % 4 == 0 else { return (0, text.count) }
    let pads = text.last == padding ? (text[text.count - 2] == padding ? 2 : 1) : 0
    let end = text.count - pads
    return values.withUnsafeBufferPointer { values in
      var word: UInt32 = 0
      var count = 0
      for index in 0..<text.count {
        let value = index < end ? values[Int(text[index])] : 0
        if value == 255 { return (0, index) }
        word = word << 6 | UInt32(value)
        guard index & 3 == 3 else { continue }
        target[count] = UInt8(truncatingIfNeeded: word >> 16)
        target[count + 1] = UInt8(truncatingIfNeeded: word >> 8)
        target[count + 2] = UInt8(truncatingIfNeeded: word)
        count += 3
        word = 0
      }
      return (count - pads, nil)
    }
  }
}
