internal import RoundhouseModel

/// What the agents of one chain are sent: `{"message", "context": {"chain_id", "current_agent", "previous_agent",
/// "previous_output", "context_data": {agent: output}, "metadata": {"timestamp", "reason", "session_id", "user_id"}}}`. What is not
/// known is left out of the metadata; `previous_agent` is null for the first.
///
/// Names come as JSON texts already, and outputs are put in as they came: they were found to be JSON then.
struct HandoffLetter {
  /// How an agent is named in letters. An object, because it is passed along.
  final class Names: Sendable {
    let current: [UInt8]
    let previous: [UInt8]
    let data: [UInt8]

    init(_ id: String) {
      let key = String(decoding: HandoffLetter.quoted(id), as: UTF8.self)
      current = Array(",\"current_agent\":\(key)".utf8)
      previous = Array(",\"previous_agent\":\(key),\"previous_output\":".utf8)
      data = Array("\(key):".utf8)
    }
  }

  private let chain: HandoffChain
  private let request: OrchestrationRequest
  /// The last moment that was written, which most often is that of the next, too.
  private var moment: (milliseconds: Int64, text: [UInt8]) = (.min, [])

  init(_ chain: HandoffChain, _ request: OrchestrationRequest) {
    self.chain = chain
    self.request = request
  }

  mutating func text(_ context: HandoffContext) -> [UInt8] {
    if moment.milliseconds != context.timestamp {
      moment = (context.timestamp, Self.metadata(at: context.timestamp))
    }
    var room = 384 + request.letter.opening.count + request.letter.ending.count + chain.key.count
    for entry in context.contextData { room += 2 * (entry.output.count + entry.answerer.names.previous.count) }
    var text: [UInt8] = []
    text.reserveCapacity(room)
    text += request.letter.opening
    text += chain.key
    text += context.currentAgent.names.current
    Self.write(context.contextData, to: &text)
    text += moment.text
    if !context.reason.isEmpty {
      text += Array(",\"reason\":".utf8)
      text += Self.quoted(context.reason)
    }
    text += request.letter.ending
    return text
  }

  private static func write(_ entries: [HandoffContext.Entry], to text: inout [UInt8]) {
    guard let last = entries.last else {
      text += nothing
      return
    }
    text += last.answerer.names.previous
    text += last.output
    text += data
    for place in entries.indices {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      text += entries[place].answerer.names.data
      text += entries[place].output
    }
  }

  /// How the metadata begin, after the context's data.
  private static func metadata(at time: Int64) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(metadata.count + 32)
    text += metadata
    text += Timestamp(nanoseconds: time &* 1_000_000).utf8
    text.append(UInt8(ascii: "\""))
    return text
  }

  // MARK: What is written once

  /// What the letters of one request have in common.
  /// - Parameter message: a JSON text.
  static func frame(_ message: [UInt8], sessionID: String, userID: String) -> (opening: [UInt8], ending: [UInt8]) {
    let opening = Array("{\"message\":".utf8) + message + Array(",\"context\":{\"chain_id\":".utf8)
    var ending: [UInt8] = []
    for (key, value) in [("session_id", sessionID), ("user_id", userID)] where !value.isEmpty {
      ending += Array(",\"\(key)\":".utf8) + quoted(value)
    }
    return (opening, ending + Array("}}}".utf8))
  }

  private static let nothing = Array(",\"previous_agent\":null,\"previous_output\":null,\"context_data\":{".utf8)
  private static let metadata = Array("},\"metadata\":{\"timestamp\":\"".utf8)
  private static let data = Array(",\"context_data\":{".utf8)

  /// A text as JSON.
  static func quoted(_ text: String) -> [UInt8] {
    var json = JSONWriter()
    json.string(text)
    return json.bytes
  }
}
