internal import CPlatform
internal import Glibc
package import RoundhouseModel

/// Real hosts with hostile agents in them, while others ask the good ones a thousand times a second.
package struct Experiment: Sendable {
  private let program: HostProgram
  private let settings: ExperimentSettings

  package init(_ program: HostProgram, _ settings: ExperimentSettings) {
    (self.program, self.settings) = (program, settings)
  }

  /// Runs several defects one after another in one host, which must outlive each of them.
  package func run(_ defects: [Defect]) throws(RoundhouseError) -> [Observation] {
    let user = settings.isRoot ? nil : SpareUser.find()
    let runnable = defects.filter { Hazard.reason($0, settings, user: user).isEmpty }
    let skipped = defects.filter { !Hazard.reason($0, settings, user: user).isEmpty }.map { defect in
      var observation = Observation(defect, settings.tier)
      observation.notRun = Hazard.reason(defect, settings, user: user)
      return observation
    }
    var observations = skipped
    var rest = runnable[...]
    while !rest.isEmpty {
      let seen = try observe(rest, user)
      observations += seen
      rest = rest.dropFirst(seen.count)
    }
    return observations
  }

  /// In one host, until one of them ends it or brings it to a standstill: the others need a new one.

  private func observe(_ defects: ArraySlice<Defect>, _ user: uid_t?) throws(RoundhouseError) -> [Observation] {
    let isolated = settings.tier == .worker ? defects.map(\.id) + [GoodAgents.isolated] : []
    let orphans = Orphans()
    let room = try HostRoom(user: user, isolated: isolated)
    for agent in GoodAgents.texts(settings.tier) { try room.add(agent) }
    let host = try HostProcess(program, room, user: user)
    let load = try Load.start(port: host.port, rate: settings.rate, targets: GoodAgents.targets(settings.tier))
    defer { load.stop() }
    var watch = Watch(room, host, load, settings)
    var observations: [Observation] = []
    for defect in defects {
      observations.append(try watch.observe(defect))
      if observations.last?.isOver == true { break }
    }
    load.stop()
    let ended = host.stop(patience: .seconds(8 + UInt64(defects.count)))
    let left = orphans.collect(patience: .seconds(2))
    let log = HostLog(room.log)
    if let first = defects.first, !settings.logs.isEmpty {
      try room.keepLog(as: "\(settings.logs)/\(first.name)-\(settings.tier.rawValue).jsonl")
    }
    let known = observations.reduce(into: Set<pid_t>()) { $0.formUnion($1.processes) }
    return observations.map { observation in
      // What nobody was seen to start may be anybody's.
      let own = left.filter { observation.processes.contains($0.id) || !known.contains($0.id) }
      return Self.completed(observation, log, ended, own.map(\.name))
    }
  }

  /// With what is known only at the end.
  private static func completed(
    _ observation: Observation, _ log: HostLog, _ ended: Bool, _ left: [String]
  ) -> Observation {
    var observation = observation
    observation.endsWhenTold = ended
    observation.orphans = left
    if observation.hostEnd != nil { observation.crash = log.crash }
    observation.logLine = log.warning(of: observation.defect.id)
    observation.reached += log.reached(by: observation.defect.id).filter { !observation.reached.contains($0) }
    return observation
  }
}
