package import RoundhouseModel

/// Whether the program under test can keep agents in workers.
package enum WorkerTier {
  /// Asks a real host to keep one there, and looks whether it does.
  /// - Returns: why not; empty if it can.
  package static func objection(_ program: HostProgram) throws(RoundhouseError) -> String {
    guard program.hasWorkerProgram else { return "there is no roundhouse-worker beside the program" }
    let user = SpareUser.find()
    let room = try HostRoom(user: user, isolated: [GoodAgents.isolated])
    for agent in GoodAgents.texts(.worker) { try room.add(agent) }
    let host = try HostProcess(program, room, user: user)
    defer { _ = host.stop(patience: .seconds(8)) }
    var connection = HTTPConnection(port: host.port)
    let page = connection.ask(.get("/v1/agents/" + GoodAgents.isolated), patience: .seconds(2))
    let root = page.flatMap { try? JSONDocument(parsing: $0.body).root }
    guard root?["tier"]?.string == Tier.worker.rawValue else { return "this host has no worker tier yet" }
    let answer = connection.ask(.call(GoodAgents.isolated, "{}"), patience: .seconds(5))
    guard answer?.status == 200 else { return "a worker's agent does not answer: \(answer?.text ?? "nothing")" }
    let children = ProcessTable.look().descendants(of: host.id)
    return children.isEmpty ? "the host says tier worker, but has no process for it" : ""
  }
}
