internal import RoundhouseModel

/// The payload of a call as the command line gives it: a text, `@FILE`, `-`, or nothing.
enum PayloadArgument {
  static let limit = 64 << 20

  /// - Throws: `badRequest` for what should be JSON and is not, with line and column: a typing error costs no call.
  static func read(_ word: String?, isBinary: Bool) throws(RoundhouseError) -> [UInt8] {
    let (bytes, name) = try bytes(word)
    if isBinary { return bytes }
    do throws(JSONError) { _ = try JSONDocument(parsing: bytes, limits: JSONLimits(bytes: limit)) } catch {
      throw RoundhouseError(
        .badRequest, "\(name) is not JSON: line \(error.line), column \(error.column): \(error.message)",
        remedy: "quote it for the shell, such as '{\"text\":\"hello\"}', or add --binary if it is not meant to be JSON")
    }
    return bytes
  }

  /// A text, `@FILE` or `-` that is no JSON, as a JSON string. Bytes that are no UTF-8 are shown as such.
  static func text(_ word: String) throws(RoundhouseError) -> [UInt8] {
    var json = JSONWriter()
    json.string(String(decoding: try bytes(word).0, as: UTF8.self))
    return json.bytes
  }

  private static func bytes(_ word: String?) throws(RoundhouseError) -> ([UInt8], name: String) {
    guard let word else { return (Array("{}".utf8), "the payload") }
    if word == "-" {
      return (try Files.read(descriptor: 0, named: "standard input", limit: limit), "standard input")
    }
    guard word.hasPrefix("@") else { return (Array(word.utf8), "the payload") }
    let path = String(word.dropFirst())
    return (try Files.read(path, limit: limit), path)
  }
}
