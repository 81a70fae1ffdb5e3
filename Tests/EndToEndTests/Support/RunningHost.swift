import FixtureBuilder
import Foundation
import Glibc

/// `roundhouse serve` with the agents that ship, and one more folder that belongs to the test.
final class RunningHost {
  let program: Program
  /// Such as `http://127.0.0.1:41234`.
  let url: String
  /// The folder for the test's own agents; it is watched.
  let agents: String
  let state: String

  /// Starts it and waits until it answers.
  /// - Parameters:
  ///   - agents: a folder with agents in it; a new empty one otherwise.
  ///   - state: the state folder of a former host; a new one otherwise.
  ///   - patience: seconds.
  convenience init(agents: String? = nil, state: String? = nil, patience: Double = 60) throws {
    let agents = try agents ?? House.folder("agents")
    try self.init(
      command: [House.command, "serve", "--agents", agents], in: House.room, agents: agents, state: state,
      patience: patience)
  }

  /// Starts it over the state of a former host, whatever that has lost.
  convenience init(accepting state: String) throws {
    let agents = try House.folder("agents")
    try self.init(
      command: [House.command, "serve", "--agents", agents, "--accept-loss"], in: House.room, agents: agents,
      state: state)
  }

  /// Starts it with a configuration, as another user if one is named.
  /// - Parameter configuration: the text of `roundhouse.json`.
  convenience init(configuration: String, user: uid_t? = nil, agents: String? = nil) throws {
    let agents = try agents ?? House.folder("agents")
    let file = try House.folder("configuration") + "/roundhouse.json"
    try configuration.write(toFile: file, atomically: true, encoding: .utf8)
    let identity = user.map { ["setpriv", "--reuid", "\($0)", "--regid", "\($0)", "--clear-groups"] } ?? []
    try self.init(
      command: identity + [House.command, "serve", "--agents", agents, "--config", file], in: House.room,
      agents: agents, user: user)
  }

  /// Starts a command as it was written somewhere, on a free port.
  /// - Parameters:
  ///   - folder: its working folder.
  ///   - user: who is to write its state; nil: this process' own.
  init(
    command: [String], in folder: String, agents: String, state: String? = nil, user: uid_t? = nil,
    patience: Double = 60
  ) throws {
    self.agents = agents
    self.state = try state ?? House.folder("state", of: user)
    let ready = try House.folder("ready", of: user) + "/address"
    let options = ["--listen", "127.0.0.1:0", "--state", self.state, "--ready-file", ready, "--grace", "5s"]
    let program = try Program(command + options, in: folder)
    self.program = program
    let isReady = eventually(patience) { FileManager.default.fileExists(atPath: ready) || program.hasEnded }
    guard isReady, !program.hasEnded, let text = try? String(contentsOfFile: ready, encoding: .utf8) else {
      throw Failure("the host did not start:\n\(program.output)\n\(program.errors)")
    }
    url = text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  var port: UInt16 { UInt16(url.split(separator: ":").last ?? "") ?? 0 }

  func connection() throws -> Connection { try Connection(port: port) }

  func call(_ capability: String, _ payload: String, _ headers: [String: String] = [:]) throws -> Response {
    try connection().send("POST", "/v1/call/" + capability, payload, headers)
  }

  func get(_ path: String) throws -> Response { try connection().send("GET", path) }

  /// Runs `roundhouse … --server`.
  func command(_ arguments: String...) throws -> Program.Ending {
    try Program.run([House.command] + arguments + ["--server", url])
  }

  /// Tells it to end, and waits.
  func stop() -> Program.Ending {
    program.signal(SIGTERM)
    return program.wait()
  }

  /// What `/v1/agents` says.
  func listing() throws -> Listing { try JSONDecoder().decode(Listing.self, from: Data(get("/v1/agents").body.utf8)) }

  struct Listing: Decodable {
    struct Agent: Decodable {
      let id: String
      let state: String
      let priority: Int
      let generation: Int
    }

    struct Rejected: Decodable {
      let path: String?
      let id: String?
      let reason: String
      let remedy: String?
    }

    let agents: [Agent]
    let rejected: [Rejected]
  }
}

/// Waits for what happens by itself.
/// - Parameter patience: seconds.
func eventually(_ patience: Double = 20, _ condition: () throws -> Bool) rethrows -> Bool {
  let deadline = Date(timeIntervalSinceNow: patience)
  while Date() < deadline {
    if try condition() { return true }
    usleep(5_000)
  }
  return try condition()
}
