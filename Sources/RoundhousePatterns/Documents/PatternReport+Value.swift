internal import RoundhouseModel

extension PatternReport {
  /// What of an answer is meant for people, the first that is there.
  private static let spoken = ["text", "content", "conclusion", "summary", "context"]

  /// An answer as a person reads it: its text; else each of its members.
  static func lines(of value: JSONNode) -> [Line] {
    if let words = words(value) { return [.text(words)] }
    if value.kind != .object { return [.text(shown(value))] }
    return value.keyedMembers.map { .fact(name: $0.name, value: words($0.value) ?? shown($0.value)) }
  }

  private static func words(_ value: JSONNode) -> String? {
    value.string ?? spoken.lazy.compactMap { value[$0]?.string }.first
  }

  private static func shown(_ value: JSONNode) -> String { String(decoding: value.raw, as: UTF8.self) }
}
