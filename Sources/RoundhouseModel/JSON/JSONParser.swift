/// Checks a text in one pass, without recursion, and writes the tape.
struct JSONParser {
  private(set) var tape: [JSONEntry] = []
  private let limits: JSONLimits
  var offset = 0
  /// The innermost container that is open; while it is, its `next` is its own parent.
  private var parent = Self.none
  private var depth = 0

  private static let none = Int(UInt32.max)

  init(limits: JSONLimits, bytes: Int) {
    self.limits = limits
    tape.reserveCapacity(min(bytes / 6, 4096) + 4)
  }

  mutating func parse(_ text: Span<UInt8>) throws(JSONError) {
    guard text.count <= limits.bytes else { throw Self.tooLong(limits) }
    repeat { try value(text) } while try hasMore(text)
    skipSpace(text)
    guard offset == text.count else { throw unexpected(text, "the end of the text after the value") }
  }

  static func tooLong(_ limits: JSONLimits) -> JSONError {
    JSONError(offset: 0, line: 1, column: 1, message: "the text is longer than \(limits.bytes) bytes")
  }

  /// Reads one scalar or empty container, and opens what stands before it.
  private mutating func value(_ text: Span<UInt8>) throws(JSONError) {
    while true {
      skipSpace(text)
      guard offset < text.count else { throw unexpected(text, "a value") }
      switch text[offset] {
      case UInt8(ascii: "\""): return try string(text)
      case UInt8(ascii: "{"):
        if try open(.object, UInt8(ascii: "}"), text) { return }
        try key(text)
      case UInt8(ascii: "["):
        if try open(.array, UInt8(ascii: "]"), text) { return }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(text)
      case UInt8(ascii: "t"): return try literal(text, "true", .bool)
      case UInt8(ascii: "f"): return try literal(text, "false", .bool)
      case UInt8(ascii: "n"): return try literal(text, "null", .null)
      default: throw unexpected(text, "a value")
      }
    }
  }

  /// After a value: closes what ends here. True if another value must follow.
  private mutating func hasMore(_ text: Span<UInt8>) throws(JSONError) -> Bool {
    while parent != Self.none {
      skipSpace(text)
      let isObject = tape[parent].kind == .object
      guard offset < text.count else { throw unexpected(text, isObject ? "',' or '}'" : "',' or ']'") }
      switch text[offset] {
      case UInt8(ascii: ","):
        offset += 1
        if isObject {
          skipSpace(text)
          try key(text)
        }
        return true
      case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject: close()
      default: throw unexpected(text, isObject ? "',' or '}'" : "',' or ']'")
      }
    }
    return false
  }

  /// Opens a container; true if it is empty and closed again.
  private mutating func open(_ kind: JSONKind, _ end: UInt8, _ text: Span<UInt8>) throws(JSONError) -> Bool {
    guard depth < limits.depth else { throw failure(text, "nested deeper than \(limits.depth) levels") }
    let index = tape.count
    try append(JSONEntry(kind, start: offset, end: 0, next: parent), text)
    parent = index
    depth += 1
    offset += 1
    skipSpace(text)
    guard offset < text.count, text[offset] == end else { return false }
    close()
    return true
  }

  private mutating func close() {
    offset += 1
    let outer = Int(tape[parent].next)
    tape[parent].end = UInt32(truncatingIfNeeded: offset)
    tape[parent].next = UInt32(truncatingIfNeeded: tape.count)
    parent = outer
    depth -= 1
  }

  private mutating func key(_ text: Span<UInt8>) throws(JSONError) {
    guard offset < text.count, text[offset] == UInt8(ascii: "\"") else { throw unexpected(text, "a key in quotes") }
    let start = offset
    let isPlain = try skipString(text)
    guard tape.count < limits.nodes else { throw tooMany(text) }
    tape.append(JSONEntry(.string, start: start, end: offset, next: tape.count + 1, isPlain: isPlain))
    skipSpace(text)
    guard offset < text.count, text[offset] == UInt8(ascii: ":") else { throw unexpected(text, "':' after the key") }
    offset += 1
  }

  private mutating func string(_ text: Span<UInt8>) throws(JSONError) {
    let start = offset
    let isPlain = try skipString(text)
    try append(JSONEntry(.string, start: start, end: offset, next: tape.count + 1, isPlain: isPlain), text)
  }

  private mutating func number(_ text: Span<UInt8>) throws(JSONError) {
    let start = offset
    let isPlain = try skipNumber(text)
    try append(JSONEntry(.number, start: start, end: offset, next: tape.count + 1, isPlain: isPlain), text)
  }

  private mutating func literal(_ text: Span<UInt8>, _ word: String, _ kind: JSONKind) throws(JSONError) {
    let start = offset
    try skipWord(text, word)
    try append(JSONEntry(kind, start: start, end: offset, next: tape.count + 1), text)
  }

  private mutating func append(_ entry: JSONEntry, _ text: Span<UInt8>) throws(JSONError) {
    guard tape.count < limits.nodes else { throw tooMany(text) }
    if parent != Self.none { tape[parent].addChild() }
    tape.append(entry)
  }

  private func tooMany(_ text: Span<UInt8>) -> JSONError {
    failure(text, "more than \(limits.nodes) values and keys")
  }
}
