// SPDX-License-Identifier: Apache-2.0

/// What a file is written in, as far as the checks tell languages apart.
enum Language: CaseIterable {
  case c, swift, python, javaScript, java, go, rust, ruby, php, shell, sql, configuration, prose, other

  init(path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map { $0.lowercased() } ?? ""
    self = Language.endings[ending] ?? (name == "Makefile" || name == "Dockerfile" ? .configuration : .other)
  }

  private static let endings: [String: Language] = [
    "c": .c, "h": .c, "cc": .c, "cpp": .c, "cxx": .c, "hpp": .c, "hh": .c, "m": .c, "mm": .c, "swift": .swift,
    "py": .python, "pyi": .python, "js": .javaScript, "jsx": .javaScript, "ts": .javaScript, "tsx": .javaScript,
    "mjs": .javaScript, "cjs": .javaScript, "vue": .javaScript, "java": .java, "kt": .java, "kts": .java,
    "scala": .java,
    "cs": .java, "go": .go, "rs": .rust, "rb": .ruby, "php": .php, "sh": .shell, "bash": .shell, "zsh": .shell,
    "sql": .sql, "yml": .configuration, "yaml": .configuration, "toml": .configuration, "ini": .configuration,
    "json": .configuration, "env": .configuration, "conf": .configuration, "properties": .configuration,
    "tf": .configuration, "md": .prose, "rst": .prose, "txt": .prose, "adoc": .prose, "html": .prose,
  ]

  /// Whether it is a program.
  var isCode: Bool { self != .configuration && self != .prose && self != .other && self != .sql }
  /// Whether blocks are told by their indentation.
  var isIndented: Bool { self == .python }

  /// What begins a comment that goes on to the end of its line.
  var lineComment: [UInt8] {
    switch self {
    case .python, .ruby, .shell, .configuration: [UInt8(ascii: "#")]
    case .sql: [.minus, .minus]
    case .prose, .other: []
    case .c, .swift, .javaScript, .java, .go, .rust, .php: [.slash, .slash]
    }
  }

  /// Whether `/* … */` is a comment.
  var hasBlockComments: Bool {
    switch self {
    case .c, .swift, .javaScript, .java, .go, .rust, .php, .sql: true
    case .python, .ruby, .shell, .configuration, .prose, .other: false
    }
  }

  /// What encloses a literal.
  func quotes(_ byte: UInt8) -> Bool {
    switch byte {
    case .quote: self != .prose
    // In Rust it begins a lifetime, in prose it is an apostrophe.
    case .apostrophe: self != .rust && self != .prose && self != .swift && self != .other
    case .backtick: self == .javaScript || self == .go
    default: false
    }
  }
}
