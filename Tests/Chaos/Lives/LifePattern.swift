internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// A document of each kind of pattern, carried out as a host would.
enum LifePattern: String, CaseIterable {
  case plan, coordination, graph, route, enhanced, handoff, conversation
  case review = "pr-review"
  case chat = "group_chat"

  /// Carries the document out.
  /// - Returns: the texts of its result that are the same in every life: no times and no numbers.
  func carryOut(_ run: Run, _ patterns: Patterns) async throws -> [UInt8] {
    let document = try PatternDocument(Array(text.utf8))
    let result = try await patterns.workflow(for: document).body(run, document.request(Array(input.utf8)))
    var json = JSONWriter()
    Self.write(try JSONDocument(parsing: result).root, to: &json)
    return json.bytes
  }

  private static func write(_ node: JSONNode, to json: inout JSONWriter) {
    switch node.kind {
    case .object:
      json.beginObject()
      for member in node.members where member.value.kind != .number && !times.contains(member.key) {
        json.key(member.key)
        write(member.value, to: &json)
      }
      json.endObject()
    case .array:
      json.beginArray()
      for element in node.elements { write(element, to: &json) }
      json.endArray()
    default: json.raw(node.raw)
    }
  }

  /// Members that tell when something was, or which run it was in.
  private static let times: Set<String> = [
    "timestamp", "created_at", "updated_at", "started_at", "completed_at", "at", "session_id", "sessionId",
    "conversation_id", "conversationId", "run", "id", "thread_id", "review_id", "requested_at", "last_updated",
  ]

  private var input: String {
    switch self {
    case .handoff: #"{"message":"find it","session_id":"s1"}"#
    case .conversation, .chat: #"{"message":"what is to be done?"}"#
    case .review: #""--- a/x\n+++ b/x\n@@ -1 +1 @@\n-old\n+new\n""#
    case .enhanced: #"{"thread_id":"t","user_id":"u","query":"why?"}"#
    default: #"{"amount":7}"#
    }
  }

  private var text: String {
    switch self {
    case .plan:
      #"""
      {"parallel":true,"steps":[{"id":"a","capability":"json.a"},{"id":"b","capability":"json.b"},
       {"id":"c","capability":"json.c","dependencies":["a","b"]},{"id":"bad","capability":"broken","dependencies":["c"]}],
       "fallbackPlan":{"steps":[{"id":"d","capability":"json.d"}]}}
      """#
    case .coordination:
      #"""
      {"strategy":"sequential","tasks":[{"id":"a","capability":"json.a"},{"id":"b","capability":"json.b","condition":"false"},
       {"id":"c","capability":"json.c"}]}
      """#
    case .graph:
      #"""
      {"pattern":"graph","state":{"words":{"reducer":"append"}},"nodes":[
       {"id":"book","capability":"json.book","update":{"words":{"$":"[.output.text]"}}},
       {"id":"ask","review":{"reason":"may it go on?"}},
       {"id":"left","capability":"json.left","update":{"words":{"$":"[.output.text]"}}},
       {"id":"right","capability":"json.right","update":{"words":{"$":"[.output.text]"}}},
       {"id":"join","capability":"json.join"}],
       "edges":[{"from":"book","to":"ask"},{"from":"ask","to":["left","right"]},{"from":"left","to":"join"},
        {"from":"right","to":"join"},{"from":"join","to":"book","when":".visit < 2"},{"from":"join","to":"end"}]}
      """#
    case .route:
      #"""
      {"pattern":"route","below":"review","options":[{"id":"one","confidence":0.5,"capability":"json.one"},
       {"id":"two","confidence":0.6,"capability":"json.two"}]}
      """#
    case .enhanced: #"{"pattern":"enhanced","generate":{"capability":"text.write"}}"#
    case .handoff:
      #"""
      {"pattern":"handoff","agents":{"one":{"capability":"json.one"},"bad":{"capability":"broken"},
        "two":{"capability":"json.two"},"three":{"capability":"json.three"}},
       "chains":[{"id":"all","agents":["one","bad","three"],"fallback_agents":{"bad":["two"]}}],"default":"all"}
      """#
    case .conversation:
      #"{"pattern":"conversation","format":"panel","topic":"what to do","participants":["ana","bo","cy"],"rounds":2}"#
    case .chat:
      #"""
      {"pattern":"group_chat","participants":["ana","bo","cy"],"moderator":"ana","rounds":2,
       "consensus":{"rule":"majority","options":["agree","disagree"]}}
      """#
    case .review:
      #"{"pattern":"pr-review","reviewers":[{"id":"a","capability":"review.a"},{"id":"b","capability":"review.b"}]}"#
    }
  }
}
