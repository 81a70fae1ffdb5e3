/// The names of types that a manifest declares, and what its type texts mean.
struct ForeignNames {
  private let structs: [String]
  private let enums: [String]
  private let handles: [String]
  private static let words = ["string", "bytes", "pointer"]
  /// What people write who think of C.
  private static let aliases = [
    "char": "i8", "short": "i16", "int": "i32", "long": "i64", "unsigned": "u32", "unsigned int": "u32",
    "unsigned char": "u8", "unsigned short": "u16", "unsigned long": "u64", "float": "f32", "double": "f64",
    "size_t": "size", "ssize_t": "i64", "int8_t": "i8", "int16_t": "i16", "int32_t": "i32", "int64_t": "i64",
    "uint8_t": "u8", "uint16_t": "u16", "uint32_t": "u32", "uint64_t": "u64", "boolean": "bool", "_Bool": "bool",
    "char*": "string", "char *": "string", "const char*": "string", "const char *": "string", "void*": "pointer",
    "void *": "pointer", "buffer": "bytes", "number": "f64", "integer": "i64",
  ]
  private static let callbacks = ["callback", "function", "closure", "block"]

  init(_ root: JSONNode) {
    structs = root["structs"]?.keyedMembers.map(\.name) ?? []
    enums = root["enums"]?.keyedMembers.map(\.name) ?? []
    handles = root["handles"]?.keyedMembers.map(\.name) ?? []
  }

  /// What a type's text means; nil if nothing.
  func type(_ text: String) -> ForeignType? {
    if let scalar = ForeignScalar(rawValue: text) { return .scalar(scalar) }
    if structs.contains(text) { return .structure(text) }
    if enums.contains(text) { return .enumeration(text) }
    if handles.contains(text) { return .handle(text) }
    switch text {
    case "string": return .string
    case "bytes": return .bytes
    case "pointer": return .pointer
    default: return Self.array(text)
    }
  }

  /// What to write instead of a text that means nothing.
  func remedy(for text: String) -> String {
    if Self.callbacks.contains(text.lowercased()) {
      return "write a small agent in C: functions that are given a function cannot be bound"
    }
    if let alias = Self.aliases[text] { return "write \"\(alias)\"" }
    if let nearest = Spelling.nearest(to: text, among: all) { return "did you mean \"\(nearest)\"?" }
    return "known are \(ForeignScalar.allCases.map(\.rawValue).joined(separator: ", ")), string, bytes, pointer, f64[] "
      + "and the names in structs, enums and handles"
  }

  /// Why a type cannot have this name; nil if it can.
  func refusal(of name: String, in table: String) -> String? {
    if name.isEmpty || name.utf8.count > 64 || !name.utf8.allSatisfy(Self.isNameByte) {
      return "a type's name has 1 to 64 letters, digits, '_', '.' or '-'"
    }
    if ForeignScalar(rawValue: name) != nil || Self.words.contains(name) || Self.callbacks.contains(name) {
      return "a type's name must be free, \"\(name)\" means something already"
    }
    let others = [("structs", structs), ("enums", enums), ("handles", handles)].filter { $0.0 != table }
    return others.first { $0.1.contains(name) }.map {
      "a type's name must be free, \"\(name)\" is declared in \"\($0.0)\" too"
    }
  }

  private var all: [String] { ForeignScalar.allCases.map(\.rawValue) + Self.words + structs + enums + handles }

  /// Reads `f64[]`, `f64[3]`, `string[32]`, `bytes[16]`.
  private static func array(_ text: String) -> ForeignType? {
    guard text.hasSuffix("]"), let bracket = text.firstIndex(of: "[") else { return nil }
    let element = String(text[..<bracket])
    let length = text[text.index(after: bracket)...].dropLast()
    if length.isEmpty { return ForeignScalar(rawValue: element).map { .array($0) } }
    guard let count = Int(length), 1...4096 ~= count, length.first != "0", length.first != "+" else { return nil }
    switch element {
    case "string": return .inlineString(count)
    case "bytes": return .inlineBytes(count)
    default: return ForeignScalar(rawValue: element).map { .inlineArray($0, count) }
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }
}
