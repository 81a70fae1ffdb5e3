// SPDX-License-Identifier: Apache-2.0
internal import AgentKit
internal import FoundationEssentials

/// Codable values to and from JSON, with errors that a caller can act on.
enum JSONCoding {
  /// Reads a value. `what` names the text in errors: "the payload".
  static func decode<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8], _ what: String) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      // The decoder tells broken JSON and a number of the wrong kind with the same words.
      guard isJSON(bytes) else { throw AgentError(.badRequest, "\(what) is not JSON; send one complete JSON value") }
      throw AgentError(error, what)
    }
  }

  /// Writes a value; keys are sorted, so that equal values have equal texts.
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value))
  }

  private static func isJSON(_ bytes: [UInt8]) -> Bool {
    (try? JSONDecoder().decode(Anything.self, from: Data(bytes))) != nil
  }

  /// Any JSON value, unread.
  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }
}

extension AgentError {
  /// JSON of another shape than expected, told by its place.
  fileprivate init(_ error: DecodingError, _ what: String) {
    switch error {
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      self.init(.schemaFailed, "\(what) holds a number that does not fit, such as a fraction where an integer belongs")
    case .dataCorrupted(let context):
      self.init(.schemaFailed, "\(what)\(context.codingPath.text): \(context.debugDescription)")
    case .keyNotFound(let key, let context):
      self.init(.schemaFailed, "\(what)\((context.codingPath + [key]).text) is missing")
    case .typeMismatch(let type, let context):
      self.init(.schemaFailed, "\(what)\(context.codingPath.text) must be \(expectation(of: type))")
    case .valueNotFound(let type, let context):
      self.init(.schemaFailed, "\(what)\(context.codingPath.text) is null but must be \(expectation(of: type))")
    @unknown default:
      self.init(.schemaFailed, "\(what): \(error)")
    }
  }
}

extension [any CodingKey] {
  /// `.lines[2].count`, or nothing at the top.
  fileprivate var text: String {
    map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
  }
}

/// A type in the words of JSON.
private func expectation(of type: any Any.Type) -> String {
  switch type {
  case is any BinaryInteger.Type: "an integer"
  case is any BinaryFloatingPoint.Type: "a number"
  case is String.Type: "a string"
  case is Bool.Type: "true or false"
  case is any ExpressibleByDictionaryLiteral.Type: "an object"
  case is any ExpressibleByArrayLiteral.Type: "an array"
  default: "a \(type)"
  }
}
