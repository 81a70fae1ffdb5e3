/// Finds the value at a path in a JSON text, in one pass and without decoding anything else.
///
/// The text counts as checked: what is passed over is only looked at for its end. Whatever it holds, nothing outside of
/// it is read.
struct TextReader {
  enum Finding {
    /// There is no such member or element.
    case nothing
    case value(JSONValue)
    /// A string without escapes: its bytes between the quotes.
    case string(Range<Int>)
    /// An object, an array or a string with escapes, still to be decoded.
    case container(Range<Int>)
    /// A step could not be made, because of what kind the value is.
    case noWay(step: Int, kind: String)
    case malformed
  }

  private let path: Steps
  private let program: Program
  private var place = 0

  init(_ path: Steps, _ program: Program) {
    self.path = path
    self.program = program
  }

  mutating func find(_ text: Span<UInt8>) -> Finding { find(text, path.range.lowerBound) }

  /// Reads the value that begins here, looking in it for what the steps from `step` on lead to.
  private mutating func find(_ text: Span<UInt8>, _ step: Int) -> Finding {
    skipSpace(text)
    if step == path.range.upperBound { return value(text) }
    switch (program.steps[step].target, byte(text)) {
    case (.key(let key), UInt8(ascii: "{")): return member(text, program.keyBytes[key], step)
    case (.place(let place), UInt8(ascii: "[")): return element(text, place, step)
    default:
      let kind = kind(text)
      guard kind != "null" else { return skipValue(text) ? .nothing : .malformed }
      return skipValue(text) ? .noWay(step: step, kind: kind) : .malformed
    }
  }

  /// Of several members with the key, the last one counts; so the object is read to its end.
  private mutating func member(_ text: Span<UInt8>, _ key: [UInt8], _ step: Int) -> Finding {
    var finding = Finding.nothing
    place += 1
    skipSpace(text)
    if byte(text) == UInt8(ascii: "}") {
      place += 1
      return finding
    }
    while true {
      skipSpace(text)
      guard byte(text) == UInt8(ascii: "\""), let isKey = skipKey(text, key) else { return .malformed }
      skipSpace(text)
      guard byte(text) == UInt8(ascii: ":") else { return .malformed }
      place += 1
      if isKey {
        finding = find(text, step + 1)
        if case .malformed = finding { return .malformed }
      } else if !skipValue(text) {
        return .malformed
      }
      skipSpace(text)
      defer { place += 1 }
      if byte(text) == UInt8(ascii: "}") { return finding }
      guard byte(text) == UInt8(ascii: ",") else { return .malformed }
    }
  }

  private mutating func element(_ text: Span<UInt8>, _ wanted: Int, _ step: Int) -> Finding {
    var wanted = wanted
    if wanted < 0 {
      var counter = self
      guard let count = counter.count(text) else { return .malformed }
      wanted += count
    }
    var finding = Finding.nothing
    var current = 0
    place += 1
    skipSpace(text)
    if byte(text) == UInt8(ascii: "]") {
      place += 1
      return finding
    }
    while true {
      if current == wanted {
        finding = find(text, step + 1)
        if case .malformed = finding { return .malformed }
      } else if !skipValue(text) {
        return .malformed
      }
      skipSpace(text)
      defer { place += 1 }
      if byte(text) == UInt8(ascii: "]") { return finding }
      guard byte(text) == UInt8(ascii: ",") else { return .malformed }
      current += 1
    }
  }

  /// How many elements the array has that begins here.
  private mutating func count(_ text: Span<UInt8>) -> Int? {
    place += 1
    skipSpace(text)
    if byte(text) == UInt8(ascii: "]") { return 0 }
    var count = 0
    while skipValue(text) {
      count += 1
      skipSpace(text)
      defer { place += 1 }
      if byte(text) == UInt8(ascii: "]") { return count }
      guard byte(text) == UInt8(ascii: ",") else { return nil }
    }
    return nil
  }

  /// Decodes a scalar; of anything else only the extent.
  private mutating func value(_ text: Span<UInt8>) -> Finding {
    let start = place
    switch byte(text) {
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipValue(text) ? .container(start..<place) : .malformed
    case UInt8(ascii: "\""):
      guard let isPlain = skipString(text) else { return .malformed }
      return isPlain ? .string(start + 1..<place - 1) : .container(start..<place)
    case UInt8(ascii: "t"): return skipWord(text, "true") ? .value(.bool(true)) : .malformed
    case UInt8(ascii: "f"): return skipWord(text, "false") ? .value(.bool(false)) : .malformed
    case UInt8(ascii: "n"): return skipWord(text, "null") ? .value(.null) : .malformed
    default: return number(text)
    }
  }

  /// Numbers of few digits are decoded at once, all others like containers.
  private mutating func number(_ text: Span<UInt8>) -> Finding {
    let start = place
    let isNegative = byte(text) == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let first = place
    var digits = digits(text, 0, room: 15)
    guard place > first else { return .malformed }
    var places = 0
    if byte(text) == UInt8(ascii: ".") {
      place += 1
      let point = place
      digits = self.digits(text, digits, room: 15 - (point - 1 - first))
      places = place - point
    }
    guard !Self.isScalarByte(byte(text)) else { return skipValue(text) ? .container(start..<place) : .malformed }
    // Both are exact, so that one rounding remains.
    let number = Double(digits) / Self.powersOfTen[places]
    return .value(.number(isNegative ? -number : number))
  }

  private mutating func digits(_ text: Span<UInt8>, _ before: Int64, room: Int) -> Int64 {
    var number = before
    let end = place + max(0, room)
    while place < end, byte(text) &- UInt8(ascii: "0") < 10 {
      number = number * 10 + Int64(byte(text) - UInt8(ascii: "0"))
      place += 1
    }
    return number
  }

  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]

  /// The byte here; 0 at the end.
  @inline(__always)
  private func byte(_ text: Span<UInt8>) -> UInt8 { place < text.count ? text[place] : 0 }

  /// jq's word for what begins here.
  private func kind(_ text: Span<UInt8>) -> String {
    switch byte(text) {
    case UInt8(ascii: "{"): "object"
    case UInt8(ascii: "["): "array"
    case UInt8(ascii: "\""): "string"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "boolean"
    case UInt8(ascii: "n"): "null"
    default: "number"
    }
  }

  @inline(__always)
  private mutating func skipSpace(_ text: Span<UInt8>) {
    while place < text.count, text[place] <= UInt8(ascii: " ") { place += 1 }
  }

  private mutating func skipWord(_ text: Span<UInt8>, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard place + count <= text.count else { return false }
    for offset in 0..<count where text[place + offset] != word.utf8Start[offset] { return false }
    place += count
    return true
  }

  /// Passes over a key; whether it is the one that is wanted.
  private mutating func skipKey(_ text: Span<UInt8>, _ key: [UInt8]) -> Bool? {
    let start = place + 1
    guard let isPlain = skipString(text) else { return nil }
    let end = place - 1
    guard isPlain else {
      return JSONKeyText.decoded((start - 1...end).map { text[$0] })?.text.utf8.elementsEqual(key) ?? false
    }
    guard end - start == key.count else { return false }
    for offset in key.indices where text[start + offset] != key[offset] { return false }
    return true
  }

  /// Passes over a string; whether it is without escapes. Nil if it does not end.
  private mutating func skipString(_ text: Span<UInt8>) -> Bool? {
    var isPlain = true
    place += 1
    while true {
      skipUnmarked(text, Self.endsInString)
      switch byte(text) {
      case UInt8(ascii: "\""):
        place += 1
        return isPlain
      case UInt8(ascii: "\\"):
        isPlain = false
        place += 2
      default:
        guard place < text.count else { return nil }
        place += 1
      }
    }
  }

  /// Passes over a value, whatever it is; false if it does not end.
  private mutating func skipValue(_ text: Span<UInt8>) -> Bool {
    skipSpace(text)
    switch byte(text) {
    case UInt8(ascii: "\""): return skipString(text) != nil
    case UInt8(ascii: "{"), UInt8(ascii: "["): return skipContainer(text)
    default:
      let start = place
      while Self.isScalarByte(byte(text)) { place += 1 }
      return place > start
    }
  }

  private static func isScalarByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "E"),
      UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private mutating func skipContainer(_ text: Span<UInt8>) -> Bool {
    var depth = 0
    while true {
      skipUnmarked(text, Self.bracketsAndQuotes)
      switch byte(text) {
      case UInt8(ascii: "\""): if skipString(text) == nil { return false }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        place += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        place += 1
        if depth == 0 { return true }
      default:
        guard place < text.count else { return false }
        place += 1
      }
    }
  }

  /// Passes over bytes that mean nothing, eight at a time while there are so many.
  @inline(__always)
  private mutating func skipUnmarked(_ text: Span<UInt8>, _ marks: (UInt64) -> UInt64) {
    place = firstMarked(text, marks)
  }

  @inline(__always)
  private func firstMarked(_ text: Span<UInt8>, _ marks: (UInt64) -> UInt64) -> Int {
    let words = text.bytes
    var place = place
    while place + 8 <= words.byteCount {
      let word = words.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let stop = marks(word)
      if stop != 0 { return place + (stop.trailingZeroBitCount >> 3) }
      place += 8
    }
    return place
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The high bit of each byte that is 0; borrows can only mark bytes above the lowest true mark.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & (ones &* 0x80) }

  @inline(__always)
  private static func endsInString(_ word: UInt64) -> UInt64 {
    zeros(word ^ (ones &* UInt64(UInt8(ascii: "\"")))) | zeros(word ^ (ones &* UInt64(UInt8(ascii: "\\"))))
  }

  /// With the bit 0x20 set, both kinds of brackets are one.
  @inline(__always)
  private static func bracketsAndQuotes(_ word: UInt64) -> UInt64 {
    let folded = word | (ones &* 0x20)
    return zeros(word ^ (ones &* UInt64(UInt8(ascii: "\"")))) | zeros(folded ^ (ones &* UInt64(UInt8(ascii: "{"))))
      | zeros(folded ^ (ones &* UInt64(UInt8(ascii: "}"))))
  }
}
