/// Checks a text in one pass, without recursion, and writes the tape.
struct JSONParser {
  typealias Tape = OutputSpan<JSONEntry>

  private let limits: JSONLimits
  var offset = 0
  /// The innermost container that is open, and how many children it has so far. While a container is open, its entry
  /// holds its parent and its parent's count.
  private var parent = Self.none
  private var children = 0
  private var isInObject = false
  private(set) var depth = 0

  private static let none = Int(UInt32.max)

  /// Lays a text out on a tape that is allocated once, with room for the most entries that the text can have: each but
  /// the first comes behind a separator or an opening bracket.
  static func tape(_ text: Span<UInt8>, _ limits: JSONLimits) throws(JSONError) -> [JSONEntry] {
    guard text.count <= limits.bytes else { throw tooLong(limits) }
    let room = min(marks(text) + 1, limits.nodes)
    var entries: [JSONEntry] = []
    try entries.append(addingCapacity: room) { (tape: inout Tape) throws(JSONError) in
      var parser = JSONParser(limits: limits)
      try parser.parse(text, &tape)
    }
    return entries
  }

  /// How many characters stand in a text, within strings too, behind which a value or a key may come.
  private static func marks(_ text: Span<UInt8>) -> Int {
    var count = 0
    var place = 0
    // A byte counts as far as such a stretch is long, so that many are looked at at once.
    while place < text.count {
      let stretch = text.extracting(place..<min(place + 255, text.count))
      var found: UInt8 = 0
      for index in stretch.indices { found &+= isMark(stretch[index]) }
      count += Int(found)
      place += 255
    }
    return count
  }

  /// 1 for `,`, `:`, `[` and `{`, 0 for all else.
  @inline(__always)
  private static func isMark(_ byte: UInt8) -> UInt8 {
    (byte == UInt8(ascii: ",") ? 1 : 0) | (byte == UInt8(ascii: ":") ? 1 : 0)
      | (byte | 0x20 == UInt8(ascii: "{") ? 1 : 0)
  }

  static func tooLong(_ limits: JSONLimits) -> JSONError {
    JSONError(
      offset: 0, line: 1, column: 1, message: "the text is longer than \(limits.bytes) bytes", remedy: "make it shorter"
    )
  }

  private init(limits: JSONLimits) { self.limits = limits }

  private mutating func parse(_ text: Span<UInt8>, _ tape: inout Tape) throws(JSONError) {
    repeat { try value(text, &tape) } while try hasMore(text, &tape)
    skipSpace(text)
    guard offset == text.count else { throw unexpected(text, "the end of the text after the value") }
  }

  /// Reads one scalar or empty container, and opens what stands before it.
  private mutating func value(_ text: Span<UInt8>, _ tape: inout Tape) throws(JSONError) {
    while true {
      skipSpace(text)
      guard offset < text.count else { throw unexpected(text, "a value") }
      switch text[offset] {
      case UInt8(ascii: "\""): return try string(text, &tape)
      case UInt8(ascii: "{"):
        if try open(.object, UInt8(ascii: "}"), text, &tape) { return }
        try key(text, &tape)
      case UInt8(ascii: "["):
        if try open(.array, UInt8(ascii: "]"), text, &tape) { return }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(text, &tape)
      case UInt8(ascii: "t"): return try word("true", .bool, text, &tape)
      case UInt8(ascii: "f"): return try word("false", .bool, text, &tape)
      case UInt8(ascii: "n"): return try word("null", .null, text, &tape)
      default: throw unexpected(text, "a value")
      }
    }
  }

  /// After a value: closes what ends here. True if another value must follow.
  private mutating func hasMore(_ text: Span<UInt8>, _ tape: inout Tape) throws(JSONError) -> Bool {
    while parent != Self.none {
      skipSpace(text)
      guard offset < text.count else { throw unexpected(text, isInObject ? "',' or '}'" : "',' or ']'") }
      let byte = text[offset]
      if byte == UInt8(ascii: ",") {
        offset += 1
        if isInObject { try key(text, &tape) }
        return true
      }
      guard byte == (isInObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
        throw unexpected(text, isInObject ? "',' or '}'" : "',' or ']'")
      }
      close(&tape)
    }
    return false
  }

  /// Opens a container; true if it is empty and closed again.
  private mutating func open(
    _ kind: JSONKind, _ end: UInt8, _ text: Span<UInt8>, _ tape: inout Tape
  ) throws(JSONError) -> Bool {
    guard depth < limits.depth else {
      throw failure(text, "nested deeper than \(limits.depth) levels", remedy: "make it flatter")
    }
    let index = tape.count
    try append(JSONEntry(kind, start: offset, end: children + 1, next: parent), text, &tape)
    parent = index
    children = 0
    isInObject = kind == .object
    depth += 1
    offset += 1
    skipSpace(text)
    guard offset < text.count, text[offset] == end else { return false }
    close(&tape)
    return true
  }

  private mutating func close(_ tape: inout Tape) {
    offset += 1
    depth -= 1
    var entry = tape[parent]
    let outer = Int(entry.next)
    let outerChildren = Int(entry.end)
    entry.close(end: offset, next: tape.count, children: children)
    tape[parent] = entry
    parent = outer
    children = outerChildren
    isInObject = outer != Self.none && tape[outer].kind == .object
  }

  private mutating func key(_ text: Span<UInt8>, _ tape: inout Tape) throws(JSONError) {
    skipSpace(text)
    guard offset < text.count, text[offset] == UInt8(ascii: "\"") else { throw unexpected(text, "a key in quotes") }
    let start = offset
    let isPlain = try skipString(text)
    guard tape.freeCapacity > 0 else { throw tooMany(text) }
    tape.append(JSONEntry(.string, start: start, end: offset, next: tape.count + 1, isPlain: isPlain))
    skipSpace(text)
    guard offset < text.count, text[offset] == UInt8(ascii: ":") else { throw unexpected(text, "':' after the key") }
    offset += 1
  }

  private mutating func string(_ text: Span<UInt8>, _ tape: inout Tape) throws(JSONError) {
    let start = offset
    let isPlain = try skipString(text)
    try append(JSONEntry(.string, start: start, end: offset, next: tape.count + 1, isPlain: isPlain), text, &tape)
  }

  private mutating func number(_ text: Span<UInt8>, _ tape: inout Tape) throws(JSONError) {
    let start = offset
    let isPlain = try skipNumber(text)
    try append(JSONEntry(.number, start: start, end: offset, next: tape.count + 1, isPlain: isPlain), text, &tape)
  }

  private mutating func word(
    _ word: StaticString, _ kind: JSONKind, _ text: Span<UInt8>, _ tape: inout Tape
  ) throws(JSONError) {
    let start = offset
    try skipWord(text, word)
    try append(JSONEntry(kind, start: start, end: offset, next: tape.count + 1), text, &tape)
  }

  @inline(__always)
  private mutating func append(_ entry: JSONEntry, _ text: Span<UInt8>, _ tape: inout Tape) throws(JSONError) {
    guard tape.freeCapacity > 0 else { throw tooMany(text) }
    tape.append(entry)
    children += 1
  }

  private func tooMany(_ text: Span<UInt8>) -> JSONError {
    failure(text, "more than \(limits.nodes) values and keys", remedy: "leave some out")
  }
}
