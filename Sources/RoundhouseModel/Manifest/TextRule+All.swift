// The rules of single keys.
extension TextRule {
  /// The name of an agent or capability.
  package static func name(_ example: String) -> TextRule {
    TextRule(
      "a dotted lower-case name such as \"\(example)\"", maximum: DottedName.maximumLength,
      remedy: "use lower-case letters, digits, '-' and '_', with one dot between the parts",
      suggestion: DottedName.suggestion, where: DottedName.isValid)
  }

  static let version = TextRule(
    "a semantic version such as \"1.0.0\"", maximum: 64,
    remedy: "write three numbers with dots between them: \"1.0.0\"",
    suggestion: SemanticVersion.suggestion, where: SemanticVersion.isValid)

  static let address = TextRule(
    "an address that begins with \"https://\" or \"http://\"", maximum: 2048,
    remedy: "write it in full and without spaces, as in \"https://example.org/agent\"",
    suggestion: { text in
      // A name with a dot and nothing that an address cannot have.
      let isHost = text.contains(".") && !text.contains(":") && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
      return isHost && text.first?.isLetter == true ? "https://\(text)" : nil
    },
    where: { url in
      (url.hasPrefix("https://") || url.hasPrefix("http://")) && url.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    })

  static let tag = TextRule(
    "a lower-case word such as \"fast\"", maximum: 64, remedy: "use lower-case letters, digits, '-' and '_'",
    suggestion: DottedName.suggestion, where: DottedName.isValid)

  package static let pattern = TextRule(
    "a capability, a pattern such as \"crm.*\", or \"*\"", maximum: DottedName.maximumLength + 2,
    remedy: "write a whole name, or end it with \".*\" to cover all names that begin so",
    suggestion: DottedName.suggestion, where: DottedName.isPattern)

  /// The name of an environment variable.
  package static func variable(_ example: String) -> TextRule {
    TextRule(
      "the name of an environment variable such as \"\(example)\"", maximum: 128,
      remedy: "use letters, digits and '_', and begin with a letter",
      suggestion: { text in
        let guess = String(text.map { $0 == " " || $0 == "-" || $0 == "." ? "_" : $0 })
        return isVariable(guess) ? guess : nil
      },
      where: isVariable)
  }

  /// A path in `permissions`.
  static let permittedPath = TextRule(
    "an absolute path, or a path within the manifest's folder",
    remedy: "write it without \"..\", as in \"/usr/share/dict\" or \"data\"",
    where: { path in
      let isAbsolute = path.utf8.first == UInt8(ascii: "/") && !path.split(separator: "/").contains("..")
      return isPrintable(path) && (isAbsolute || path == "." || RelativePath.staysInside(path))
    })

  static let library = TextRule(
    "a path within the manifest's folder", remedy: "write its file name, as in \"libname.so\"",
    suggestion: libraryName, where: { RelativePath.staysInside($0) && isPrintable($0) })

  static let document = TextRule(
    "a path within the manifest's folder", remedy: "write its file name, as in \"plan.json\"",
    where: { RelativePath.staysInside($0) && isPrintable($0) })

  static let foreignLibrary = TextRule(
    "a system library's name such as \"libm.so.6\", or a path within the manifest's folder that contains a slash",
    remedy: "write \"libm.so.6\" for the system's, or \"./libmine.so\" for one in the folder",
    suggestion: { path in libraryName(path).map { path.hasPrefix("/") ? $0 : "./\($0)" } },
    where: { RelativePath.staysInside($0) && isPrintable($0) })

  static let digest = TextRule(
    "64 hexadecimal digits in lower case", remedy: "write what `sha256sum` prints for the library",
    suggestion: { text in
      let guess = text.lowercased()
      return isDigest(guess) ? guess : nil
    },
    where: isDigest)

  static let symbol = TextRule(
    "the name of a C function", maximum: 256,
    remedy: "write the name alone, as in \"sqlite3_close\"; `nm -D --defined-only` lists a library's",
    suggestion: { text in
      let guess = String(text.prefix { $0 != "(" && $0 != " " })
      return guess != text && isSymbol(guess) ? guess : nil
    },
    where: isSymbol)

  /// A key in the JSON of a foreign function.
  static let jsonKey = TextRule(
    "1 to 64 letters, digits, '_' or '-'", maximum: 64, remedy: "choose a name such as \"size\"",
    suggestion: { text in
      let guess = String(text.map { $0 == " " || $0 == "." ? "_" : $0 })
      return isJSONKey(guess) ? guess : nil
    },
    where: isJSONKey)

  private static let isPrintable: @Sendable (String) -> Bool = { text in
    text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
  }

  /// The file at the end of a path that leads elsewhere.
  private static let libraryName: @Sendable (String) -> String? = { path in
    guard path.contains("/"), path.contains(".so"), let name = path.split(separator: "/").last else { return nil }
    return isPrintable(String(name)) ? String(name) : nil
  }

  private static let isDigest: @Sendable (String) -> Bool = { text in
    text.utf8.count == 64 && text.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 || $0 &- UInt8(ascii: "a") < 6 }
  }

  private static let isVariable: @Sendable (String) -> Bool = { isSymbol($0) }

  private static let isSymbol: @Sendable (String) -> Bool = { name in
    guard let first = name.utf8.first, !(first &- UInt8(ascii: "0") < 10) else { return false }
    return name.utf8.allSatisfy(isWordByte)
  }

  private static let isJSONKey: @Sendable (String) -> Bool = { name in
    !name.isEmpty && name.utf8.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: "-") }
  }

  private static let isWordByte: @Sendable (UInt8) -> Bool = { byte in
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }
}
