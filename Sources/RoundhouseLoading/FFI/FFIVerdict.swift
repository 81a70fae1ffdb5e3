internal import CFFI
internal import CPlatform
internal import RoundhouseModel

/// Whether a call has succeeded, and what is told if not. A class, so that a call retains one thing and not six.
final class FFIVerdict: Sendable {
  /// Where a word for the error text's function comes from.
  enum Word: Sendable {
    case number(ForeignScalar, at: Int)
    case pointer(at: Int)
  }

  enum Text: Sendable {
    case none, errno
    case buffer(at: Int)
    case function(FFIEntry, Word, through: FFIEntry?)
  }

  private let symbol: String
  private let rule: ForeignSuccess
  private let returned: Word?
  private let enumeration: FFIEnumeration?
  private let text: Text
  private let retryable: [Int64]

  init(_ source: ForeignFunction, returned: Word?, enumeration: FFIEnumeration?, text: Text) {
    symbol = source.symbol
    rule = source.returns.success
    retryable = source.returns.error.retryable
    self.returned = returned
    self.enumeration = enumeration
    self.text = text
  }

  /// - Throws: `agentError` with the library's own text if the call has failed.
  func judge(_ frame: UnsafeMutableRawPointer, errno: Int32) throws(FFIFault) {
    let value = returned.map { $0.value(in: frame) } ?? 0
    if holds(value, errno) { return }
    var fault = FFIFault.library(message(frame, value, errno))
    fault.agentCode = code(value, errno)
    fault.isRetryable = retryable.contains(value)
    throw fault
  }

  private func holds(_ value: Int64, _ errno: Int32) -> Bool {
    (rule.equals.isEmpty || rule.equals.contains(value)) && !rule.notEquals.contains(value)
      && value >= rule.minimum ?? .min && value <= rule.maximum ?? .max && !(rule.isNotNull && value == 0)
      && !(rule.isErrnoClear && errno != 0)
  }

  private func message(_ frame: UnsafeMutableRawPointer, _ value: Int64, _ errno: Int32) -> String {
    let found: String? =
      switch text {
      case .none: nil
      case .errno: errno == 0 ? nil : String(cString: strerror(errno))
      case .buffer(let offset): Self.string((frame + offset).load(as: UInt.self))
      case .function(let entry, let word, let through): Self.string(entry.call(through, word.value(in: frame)))
      }
    if let found, !found.isEmpty { return found }
    return "\(symbol) \(rule.isErrnoClear && errno != 0 ? "set errno to \(errno)" : "returned \(spelled(value))")"
  }

  private func code(_ value: Int64, _ errno: Int32) -> String {
    if case .errno = text, errno != 0 { return shim_errno_name(errno).map { String(cString: $0) } ?? "\(errno)" }
    if case .number = returned { return spelled(value) }
    return ""
  }

  private func spelled(_ value: Int64) -> String {
    if case .pointer = returned { return value == 0 ? "a null pointer" : "a pointer" }
    return enumeration?.label(value) ?? "\(value)"
  }

  /// Reads an error text; what is not UTF-8 is repaired, because it is for people.
  private static func string(_ address: UInt) -> String? {
    guard let text = UnsafePointer<CChar>(bitPattern: address) else { return nil }
    let count = strnlen(text, FFILimits.errorText)
    return String(decoding: UnsafeRawBufferPointer(start: text, count: count), as: UTF8.self)
  }
}

extension FFIVerdict.Word {
  func value(in frame: UnsafeMutableRawPointer) -> Int64 {
    switch self {
    case .number(let scalar, let offset): scalar.integer(at: frame + offset)
    case .pointer(let offset): (frame + offset).load(as: Int64.self)
    }
  }
}

extension FFIEntry {
  /// Calls it with a word that first goes through another function, if there is one and the word is not null.
  fileprivate func call(_ through: FFIEntry?, _ word: Int64) -> UInt {
    let argument = UInt(truncatingIfNeeded: word)
    guard let through else { return call(argument) }
    return argument == 0 ? 0 : call(through.call(argument))
  }
}
