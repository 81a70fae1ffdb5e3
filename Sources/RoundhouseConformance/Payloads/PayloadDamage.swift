/// Makes payloads that are nearly right, and ones that are not right at all.
enum PayloadDamage {
  /// The bytes with a few changes: what a fuzzer that knows a little of JSON would send.
  static func damaged(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    if numbers.oneIn(12) { return anything(&numbers) }
    var bytes = bytes
    for _ in 0...numbers.below(4) { change(&bytes, &numbers) }
    return bytes
  }

  /// Tokens at which parsers and programs stumble.
  private static let tokens = [
    "null", "true", "[]", "{}", "\"\"", "0", "-1", "-0", "1e999", "-1e-999", "9223372036854775807",
    "18446744073709551616",
    "1.7976931348623157e308", "\"\\u0000\"", "\"\\ud800\"", "\"\\uFFFF\"", "\"%s%n%x\"", "[[[[", "}}", ",,", "NaN",
    "/*",
    "\"../../../etc/passwd\"", "\"' OR 1=1 --\"", "\u{FEFF}", "\u{202E}", "\"\\",
  ].map { Array($0.utf8) }

  private static func change(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    let place = numbers.below(bytes.count + 1)
    switch numbers.below(8) {
    case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(numbers.below(8))
    case 1 where place < bytes.count: bytes.remove(at: place)
    case 2: bytes.insert(UInt8(truncatingIfNeeded: numbers.next()), at: place)
    case 3: bytes.removeLast(bytes.count - place)
    case 4: bytes.insert(contentsOf: tokens[numbers.below(tokens.count)], at: place)
    case 5: replaceValue(&bytes, &numbers)
    case 6: bytes.insert(contentsOf: bytes[numbers.below(place + 1)..<place], at: place)
    default: bytes.insert(contentsOf: [UInt8](repeating: bytes.first ?? 0, count: numbers.below(300)), at: place)
    }
  }

  /// Puts a token in the place of what stands between two marks, so that the text often stays JSON.
  private static func replaceValue(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    let marks = Array(":,[".utf8)
    let starts = bytes.indices.filter { marks.contains(bytes[$0]) }
    guard !starts.isEmpty else { return }
    let start = starts[numbers.below(starts.count)] + 1
    let end = bytes[start...].firstIndex { Array(",]}".utf8).contains($0) } ?? bytes.count
    bytes.replaceSubrange(start..<end, with: tokens[numbers.below(tokens.count)])
  }

  private static func anything(_ numbers: inout SeededNumbers) -> [UInt8] {
    switch numbers.below(4) {
    case 0: tokens[numbers.below(tokens.count)]
    case 1: numbers.bytes(numbers.below(64))
    case 2: [UInt8](repeating: UInt8(truncatingIfNeeded: numbers.next()), count: numbers.below(5_000))
    default: numbers.bytes(4_096)
    }
  }

  /// The payloads that everybody should have met once.
  static func extremes() -> [(name: String, bytes: [UInt8])] {
    let deep = 100_000
    return [
      ("nothing at all", []), ("one zero byte", [0]), ("4096 zero bytes", [UInt8](repeating: 0, count: 4_096)),
      ("bytes that are not UTF-8", [0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80]),
      ("a byte order mark", [0xEF, 0xBB, 0xBF] + Array("{}".utf8)),
      ("\(deep) arrays in one another", [UInt8](repeating: UInt8(ascii: "["), count: deep)),
      (
        "\(deep) objects in one another",
        Array([[UInt8]](repeating: Array("{\"a\":".utf8), count: deep).joined())
      ),
      ("a number of 100 000 digits", [UInt8](repeating: UInt8(ascii: "9"), count: 100_000)),
      ("a string without an end", Array("{\"text\":\"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 70_000)),
      (
        "a string of 16 MiB",
        [UInt8(ascii: "\"")] + [UInt8](repeating: UInt8(ascii: "x"), count: (16 << 20) - 2) + [UInt8(ascii: "\"")]
      ),
    ]
  }
}
