internal import RoundhouseModel

/// Agents that answer at once with 200 bytes of JSON of their own, whatever they are given.
struct AnsweringAgents: Invoking {
  private let answers: [String: [UInt8]]
  private let usual: [UInt8]

  /// - Parameter handsOver: whether each but the last says who is next.
  init(handsOver: Bool = false) {
    let names = RunShapes.names
    var answers: [String: [UInt8]] = [:]
    for (place, name) in names.enumerated() {
      answers[name] = Self.answer(handsOver && place + 1 < names.count ? names[place + 1] : nil)
    }
    self.answers = answers
    usual = Self.answer(nil)
  }

  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload { Payload(bytes: answers[capability] ?? usual, agent: "bench.answer") }

  private static func answer(_ next: String?) -> [UInt8] {
    let handoff = next.map { ",\"handoff\":{\"to\":\"\($0)\",\"reason\":\"it knows more\"}" } ?? ""
    let frame = "{\"content\":\"\"\(handoff)}"
    let content = String(repeating: "a", count: max(0, 200 - frame.utf8.count))
    return Array("{\"content\":\"\(content)\"\(handoff)}".utf8)
  }
}
