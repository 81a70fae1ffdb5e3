internal import RoundhouseModel

/// Agents that converse, each answer a matter of what was asked: who speaks, and how much it has heard.
enum Talkers {
  static func answer(_ ask: ScriptedAgents.Ask) throws -> String {
    let root = try JSONDocument(parsing: Array(ask.input.utf8)).root
    let heard = root["messages"]?.count ?? 0
    switch ask.capability {
    case "vote": return vote(root["options"]?[0]?.string ?? "")
    case "moderate": return #"{"action":"allow","reason":"fine"}"#
    case "speaker.choose": return #"{"speaker":"\#(root["participants"]?[heard % 2]?["id"]?.string ?? "")"}"#
    default: return say("\(ask.agent) speaks after \(heard) messages", confidence: 0.5)
    }
  }

  static func say(_ content: String, confidence: Double? = nil) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("content", content)
    if let confidence { json.member("confidence", confidence) }
    json.endObject()
    return json.bytes.text
  }

  static func vote(_ choice: String, confidence: Double = 0.8, reason: String = "") -> String {
    var json = JSONWriter()
    json.beginObject()
    json.member("choice", choice)
    json.member("confidence", confidence)
    if !reason.isEmpty { json.member("reason", reason) }
    json.endObject()
    return json.bytes.text
  }

  /// Nobody but these.
  static var agents: ScriptedAgents { ScriptedAgents { ask, _ in try answer(ask) } }
}

extension ScriptedAgents.Ask {
  /// The input as JSON.
  var document: JSONNode { get throws { try JSONDocument(parsing: Array(input.utf8)).root } }

  /// What it was given as having been said: who and what.
  var heard: [String] {
    get throws {
      try document["messages"]?.elements.map {
        "\($0["role"]?.string ?? "") \($0["name"]?.string ?? ""): \($0["content"]?.string ?? "")"
      }
        ?? []
    }
  }
}
