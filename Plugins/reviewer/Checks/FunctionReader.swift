// SPDX-License-Identifier: Apache-2.0

/// Finds the functions that begin in added lines of a hunk, and measures them. A function within another one belongs to it.
struct FunctionReader {
  private let language: Language
  private var open: AddedFunction?
  /// Braces that are open, or the columns of indentation, where the open function begins.
  private var base = 0
  private var depth = 0
  /// Whether the body of the open function has begun.
  private var hasBody = false
  private(set) var functions: [AddedFunction] = []

  init(_ language: Language) { self.language = language }

  static func functions(in hunk: Hunk, _ language: Language) -> [AddedFunction] {
    var reader = FunctionReader(language)
    for (line, code) in hunk.code(language) {
      if language.isIndented { reader.readIndented(line, code.code) } else { reader.readBraced(line, code.code) }
    }
    reader.close()
    return reader.functions
  }

  private mutating func begin(_ line: DiffLine, _ code: [UInt8], at base: Int) {
    guard open == nil, line.kind == .added, let name = FunctionName.find(in: code, language) else { return }
    open = AddedFunction(name: name, line: line.number)
    self.base = base
    hasBody = false
  }

  private mutating func close() {
    if let open { functions.append(open) }
    open = nil
  }

  private mutating func readBraced(_ line: DiffLine, _ code: [UInt8]) {
    begin(line, code, at: depth)
    let leading = code.trimmed.prefix { $0 == .closeBrace }.count
    open?.add(code, depth: depth - leading - base - 1)
    for byte in code {
      if byte == .openBrace { depth += 1 }
      if byte == .closeBrace { depth -= 1 }
      if byte == .openBrace { hasBody = true }
    }
    if open != nil, hasBody, depth <= base { close() }
  }

  private mutating func readIndented(_ line: DiffLine, _ code: [UInt8]) {
    let column = code.prefix(while: \.isSpace).count
    let isBlank = code.allSatisfy(\.isSpace)
    if open != nil, !isBlank, column <= base, hasBody { close() }
    begin(line, code, at: column)
    guard !isBlank || open != nil else { return }
    // Four columns are the custom; what is indented by two is measured too low rather than too high.
    open?.add(code, depth: isBlank ? 0 : (column - base) / 4 - 1)
    if code.trimmed.last == .colon { hasBody = true }
  }
}
