// SPDX-License-Identifier: Apache-2.0

/// A way of writing that has hurt many, and what to do instead.
struct Danger {
  enum Sign {
    /// A function of this name is called, of its own or as a member.
    case call(String)
    /// A function of this name is called that is no member of anything.
    case ownCall(String)
    /// These characters stand in the code.
    case code(String)
  }

  let rule: String
  let severity: Severity
  let languages: [Language]
  private let signs: [PreparedSign]
  let message: String
  let suggestion: String

  /// - Parameter languages: empty for all.
  init(
    _ rule: String, _ severity: Severity, _ languages: [Language], _ signs: [Sign], _ message: String,
    _ suggestion: String
  ) {
    self.rule = rule
    self.severity = severity
    self.languages = languages
    self.signs = signs.map(PreparedSign.init)
    self.message = message
    self.suggestion = suggestion
  }

  func stands(in code: [UInt8], _ language: Language) -> Bool {
    (languages.isEmpty || languages.contains(language)) && signs.contains { $0.stands(in: code) }
  }

  /// A sign as bytes, so that they are made once.
  private struct PreparedSign {
    private enum Kind { case call, ownCall, code }

    private let kind: Kind
    private let bytes: [UInt8]

    init(_ sign: Sign) {
      switch sign {
      case .call(let name): (kind, bytes) = (.call, Array(name.utf8))
      case .ownCall(let name): (kind, bytes) = (.ownCall, Array(name.utf8))
      case .code(let text): (kind, bytes) = (.code, Array(text.utf8))
      }
    }

    func stands(in code: [UInt8]) -> Bool {
      switch kind {
      case .call: code.calls(bytes)
      case .ownCall: code.calls(bytes, isOwn: true)
      case .code: code.firstPlace(of: bytes) != nil
      }
    }
  }
}
