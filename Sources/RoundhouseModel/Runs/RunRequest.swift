/// A run that somebody asks for: by the name of its workflow, or by a document that says what is to be done.
package struct RunRequest: Sendable, Equatable {
  package var workflow = ""
  /// A plan or a coordination as a JSON text; empty if the workflow is named.
  package var document: [UInt8] = []
  /// A JSON text; empty for null.
  package var input: [UInt8] = []
  /// The caller's own key: asking again with it gives the first run.
  package var key = ""
  /// For the whole run, or each attempt of a job; 0 for no limit.
  package var timeout: Nanoseconds = 0
  /// Whether the answer is what the run came to; otherwise it is the run as soon as it is written down.
  package var waits = false

  // What a job has besides.
  /// Empty for a run that begins at once.
  package var queue = ""
  package var priority: Int64 = 0
  package var delay: Nanoseconds = 0
  /// How often a job that fails is tried again; nil takes three times.
  package var retries: Int?

  package init() {}
}

extension RunRequest {
  /// Reads the body of `POST /v1/runs` and `/v1/jobs`.
  package init(parsing body: [UInt8]) throws(RoundhouseError) {
    let root: JSONNode
    do throws(JSONError) { root = try JSONDocument(parsing: body).root } catch {
      throw Self.refused("the body is not JSON: line \(error.line), column \(error.column): \(error.message)")
    }
    guard root.kind == .object else { throw Self.refused("the body is not a JSON object") }
    for member in root.members { try take(member.key, member.value) }
    if workflow.isEmpty == document.isEmpty {
      throw Self.refused("the body names \(workflow.isEmpty ? "neither" : "both") a workflow and a document")
    }
  }

  private mutating func take(_ key: String, _ value: JSONNode) throws(RoundhouseError) {
    switch key {
    case "workflow": workflow = try Self.text(key, value)
    case "document": document = Array(value.raw)
    case "input": input = Array(value.raw)
    case "key": self.key = try Self.text(key, value)
    case "queue": queue = try Self.text(key, value)
    case "timeout": timeout = try Self.time(key, value)
    case "delay": delay = try Self.time(key, value)
    case "priority": priority = try Self.integer(key, value)
    case "retries": retries = Int(clamping: try Self.integer(key, value))
    case "wait":
      guard let flag = value.bool else { throw Self.refused("wait is neither true nor false") }
      waits = flag
    default: throw Self.refused("the key \"\(key)\" means nothing here")
    }
  }

  /// The body that says the same.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    if !workflow.isEmpty { json.member("workflow", workflow) }
    if !document.isEmpty { json.member("document", raw: document) }
    if !input.isEmpty { json.member("input", raw: input) }
    if !key.isEmpty { json.member("key", key) }
    if timeout > 0 { json.member("timeout", DurationText.format(timeout)) }
    if waits { json.member("wait", true) }
    if !queue.isEmpty { json.member("queue", queue) }
    if priority != 0 { json.member("priority", priority) }
    if delay > 0 { json.member("delay", DurationText.format(delay)) }
    if let retries { json.member("retries", retries) }
    json.endObject()
    return json.bytes
  }

  private static func text(_ key: String, _ value: JSONNode) throws(RoundhouseError) -> String {
    guard let text = value.string else { throw refused("\(key) is not a text") }
    return text
  }

  private static func time(_ key: String, _ value: JSONNode) throws(RoundhouseError) -> Nanoseconds {
    guard let time = value.string.flatMap(DurationText.parse) else {
      throw refused("\(key) is not a time such as \"5s\"")
    }
    return time
  }

  private static func integer(_ key: String, _ value: JSONNode) throws(RoundhouseError) -> Int64 {
    guard let number = value.int else { throw refused("\(key) is not an integer") }
    return number
  }

  private static func refused(_ message: String) -> RoundhouseError {
    RoundhouseError(
      .badRequest, message, remedy: "send {\"workflow\": NAME or \"document\": PLAN, \"input\": …, \"wait\": true}")
  }
}
