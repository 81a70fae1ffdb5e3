internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

// R2: ownership. Whoever breaks it meets memory that cannot be touched, and the process ends there.
extension ConformanceSuite {
  static let lendingTests = [
    ConformanceTest(
      "R2.request-after-completion", proves: "R2.1", "Takes the request away as soon as its call is complete",
      place: .table, isNative: true, body: lend),
    ConformanceTest(
      "R2.writes", proves: "R2.2", "Lends request and configuration in memory that can only be read",
      place: .table, isNative: true, body: lend),
    ConformanceTest(
      "R2.message-room", proves: "R2.3", "Gives create eight bytes for its message, and none behind",
      place: .table, isNative: true, body: giveLittleRoom),
  ]

  private static func lend(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let probed = try agent.probed(try agent.table())
    agent.askAll(trial, DirectTarget(probed), requestSize: ProbeShape().request)
    // An agent that reads what is gone may do so from a thread of its own.
    usleep(20_000)
    trial.doing("it was destroyed")
    probed.destroy()
  }

  private static func giveLittleRoom(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let table = try agent.table()
    var shape = ProbeShape()
    shape.messageRoom = 8
    try create(trial, agent, table, shape)
  }

  static func createWithNonsense(_ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    try create(trial, agent, try agent.table(), ProbeShape())
  }

  private static func create(
    _ trial: Trial, _ agent: DirectAgent, _ table: AgentTable, _ shape: ProbeShape
  ) throws(RoundhouseError) {
    var refusals = 0
    for config in nonsense(agent.bundle.config) {
      trial.doing("it was created with the configuration \(Answer.short(config, limit: 80))")
      do throws(RoundhouseError) {
        let probed = try agent.probed(table, shape, config: config)
        trial.doing("it was destroyed")
        probed.destroy()
      } catch {
        refusals += 1
      }
    }
    trial.notes("\(refusals) of \(nonsense(agent.bundle.config).count) configurations were refused")
    trial.doing("it was created as its manifest says, after that")
    let probed = try agent.probed(table)
    probed.destroy()
  }

  /// Objects all of them, as the host promises, and otherwise not what the agent expects.
  private static func nonsense(_ config: [UInt8]) -> [[UInt8]] {
    var configs = ["{}", "{\"\":null}", "{\"a\":{\"a\":{\"a\":[]}}}"].map { Array($0.utf8) }
    guard let root = (try? JSONDocument(parsing: config))?.root else { return configs }
    for replacement in ["null", "-1", "\"\"", "[]", "1e300"] {
      var json = JSONWriter()
      json.beginObject()
      for member in root.members { json.member(member.key, raw: Array(replacement.utf8)) }
      json.endObject()
      configs.append(json.bytes)
    }
    return configs
  }
}
