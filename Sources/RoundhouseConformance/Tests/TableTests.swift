internal import RoundhouseLoading
internal import RoundhouseModel

// R1: versions.
extension ConformanceSuite {
  static let tableTests = [
    ConformanceTest(
      "R1.table", proves: "R1.1", "Calls the entry and reads the table that it returns", level: .quick,
      place: .table, isGate: true, isNative: true, timeLimit: .seconds(10), body: readTable),
    ConformanceTest(
      "R1.unknown-extension", proves: "R1.2", "Asks for extensions that do not exist, twice", place: .table,
      isNative: true, timeLimit: .seconds(10), body: askForExtensions),
    ConformanceTest(
      "R1.guarded-structs", proves: "R1.3", "Hands over structs of ABI 1.0 with forbidden memory behind them",
      place: .table, isNative: true, body: { trial throws(RoundhouseError) in try use(ProbeShape(), trial) }),
    ConformanceTest(
      "R1.newer-host", proves: "R1.3", "Hands over longer structs, as a host of a later version", place: .table,
      isNative: true, body: { trial throws(RoundhouseError) in try use(.newer, trial) }),
    ConformanceTest(
      "R1.short-request", proves: "R1.3", "Hands over requests that end behind the deadline, with poison behind",
      place: .table, isNative: true,
      body: { trial throws(RoundhouseError) in try use(.shortRequest, trial) }),
    ConformanceTest(
      "R1.short-config", proves: "R1.3", "Creates it with a configuration struct that ends early", place: .table,
      isNative: true, body: { trial throws(RoundhouseError) in try use(.shortConfig, trial) }),
    ConformanceTest(
      "R1.short-host", proves: "R1.3", "Creates it with a host's table that lacks its last function", place: .table,
      weight: .should, isNative: true, body: { trial throws(RoundhouseError) in try use(.shortHost, trial) }),
    misdeedTest(
      "R1.sizes", proves: "R1.4", "Looks for lengths and sizes that cannot be", [.wrongSize]),
  ]

  private static func readTable(_ trial: Trial) throws(RoundhouseError) {
    trial.doing("its entry was called")
    let table = try DirectAgent(trial).table()
    let optional = [
      ("resume", table.offersResume), ("cancel", table.offersCancel), ("health", table.offersHealth),
      ("drain", table.offersDrain), ("get_extension", table.offersExtensions),
    ]
    let names = optional.filter(\.1).map(\.0)
    trial.notes("made for ABI 1.\(table.abiMinor)" + (names.isEmpty ? "" : ", with " + names.joined(separator: ", ")))
  }

  private static func askForExtensions(_ trial: Trial) throws(RoundhouseError) {
    let table = try DirectAgent(trial).table()
    guard table.offersExtensions else { return trial.notes("offers no extensions") }
    let longest = String(repeating: "x", count: 4_096)
    for id in ["", "roundhouse.check/1", "roundhouse.state", "roundhouse.state/", "roundhouse.state/999", longest] {
      trial.doing("get_extension was asked for \"\(id.prefix(40))\"")
      if table.extensionTable(id) != nil {
        trial.fails("get_extension(\"\(id.prefix(40))\") returned a table", expected: "NULL for what it does not know")
      }
    }
    let known = AgentTable.stateExtension
    if table.extensionTable(known) != table.extensionTable(known) {
      trial.fails("get_extension(\"\(known)\") gave two different tables", expected: "the answer is constant")
    }
  }

  /// Creates, asks and ends an instance with structs of that shape. A refusal is no crash, and is told.
  private static func use(_ shape: ProbeShape, _ trial: Trial) throws(RoundhouseError) {
    let agent = try DirectAgent(trial)
    let table = try agent.table()
    trial.doing("it was created")
    let probed: ProbedAgent
    do throws(RoundhouseError) {
      probed = try agent.probed(table, shape)
    } catch {
      let isNewer = shape.host > ProbeShape().host
      if isNewer { return trial.fails("create refused a host with longer structs: \(error.cause)") }
      return trial.notes("create refused such a host: \(error.cause)")
    }
    agent.askAll(trial, DirectTarget(probed), requestSize: shape.request)
    trial.doing("it was destroyed")
    probed.destroy()
  }
}
