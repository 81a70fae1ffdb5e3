import Foundation

/// `data.jq` of a running host.
struct JQAgent {
  let host: RunningHost
  private let connection: Connection

  init(_ host: RunningHost) throws {
    self.host = host
    connection = try host.connection()
  }

  struct Answer: Equatable {
    let status: Int
    let body: String
    /// The error's code, the agent's own code and the message; empty if there is no error.
    var code = ""
    var agentCode = ""
    var message = ""
  }

  private struct Problem: Decodable {
    let code: String
    let agentCode: String?
    let detail: String
  }

  static func payload(
    _ filter: String, input: String = "null", arguments: [(name: String, value: String)] = []
  ) throws -> String {
    let text = String(decoding: try JSONEncoder().encode(filter), as: UTF8.self)
    let values = arguments.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",")
    return #"{"filter":\#(text),"input":\#(input),"arguments":{\#(values)}}"#
  }

  /// Asks on its one connection.
  func ask(
    _ filter: String, input: String = "null", arguments: [(name: String, value: String)] = [], timeout: String = "20s"
  ) throws -> Answer {
    let response = try connection.send(
      "POST", "/v1/call/data.jq", try Self.payload(filter, input: input, arguments: arguments),
      ["Roundhouse-Timeout": timeout])
    guard response.status != 200 else { return Answer(status: 200, body: response.body) }
    let problem = try JSONDecoder().decode(Problem.self, from: Data(response.body.utf8))
    return Answer(
      status: response.status, body: response.body, code: problem.code, agentCode: problem.agentCode ?? "",
      message: problem.detail)
  }

  /// What the host tells of the agent's worker.
  struct Worker: Decodable {
    let process: pid_t
    let restarts: Int
    let lastEnding: String
  }

  private struct Listing: Decodable {
    struct Agent: Decodable {
      let id: String
      let state: String
      let worker: Worker?
      let stuck: Int
    }

    let agents: [Agent]
  }

  private func status() throws -> Listing.Agent {
    let listing = try JSONDecoder().decode(Listing.self, from: Data(host.get("/v1/agents").body.utf8))
    guard let agent = listing.agents.first(where: { $0.id == "roundhouse.jq" }) else {
      throw Failure("there is no roundhouse.jq")
    }
    return agent
  }

  func worker() throws -> Worker {
    guard let worker = try status().worker else { throw Failure("roundhouse.jq has no worker") }
    return worker
  }

  /// Calls that did not come back by their deadline.
  func stuck() throws -> Int { try status().stuck }
}
