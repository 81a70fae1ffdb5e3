internal import RoundhouseModel

// Reading answers of a host, which may be older or newer: what is not there is empty.
extension JSONNode {
  func text(_ key: String) -> String { self[key]?.string ?? "" }
  func number(_ key: String) -> Int { self[key]?.int.map { Int($0) } ?? 0 }
  func count(_ key: String) -> UInt64 { self[key]?.uint ?? 0 }
  func isTrue(_ key: String) -> Bool { self[key]?.bool ?? false }
  func list(_ key: String) -> [JSONNode] { self[key].map { Array($0.elements) } ?? [] }
  /// A length of time that is told in microseconds.
  func microseconds(_ key: String) -> Nanoseconds { Nanoseconds(max(self[key]?.double ?? 0, 0) * 1_000) }

  /// The root of an answer.
  static func answer(_ bytes: [UInt8]) throws(RoundhouseError) -> JSONNode {
    do throws(JSONError) { return try JSONDocument(parsing: bytes).root } catch {
      throw RoundhouseError(
        .unreachable, "the host's answer is not JSON (\(error))",
        remedy: "check that the address is that of `roundhouse serve`")
    }
  }
}
