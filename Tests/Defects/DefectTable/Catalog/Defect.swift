package import RoundhouseModel

/// One way in which a hostile agent behaves, and what must come of it in each tier.
package struct Defect: Sendable, Equatable {
  /// When the agent does it.
  package enum Moment: String, Sendable {
    /// While its library is loaded or the agent is created.
    case load
    /// When it is asked.
    case call
    /// When it is asked how it is.
    case health
    /// When it is told to finish, or destroyed.
    case end
  }

  /// What it might harm beyond the host where nothing holds it back.
  package enum Reach: Sendable {
    case host
    /// The host's parent: the harness itself, where both belong to one user.
    case parent
    /// All of the user's processes.
    case machine
  }

  /// What the table calls it; the agent is `defect.<name>`.
  package let name: String
  /// The folder in `Tests/Fixtures/Agents`.
  package let folder: String
  /// What the agent is asked with; "port" stands for the host's own port.
  package let payload: String
  package let moment: Moment
  package let reach: Reach
  /// Whether it takes from others of its kind in the same host: goes on when its call is over, or ends their processes.
  package let lingers: Bool
  /// What must come of it.
  package let expected: [Tier: Expectation]

  /// - Parameters:
  ///   - folder: where it differs from the name, because one agent has several defects.
  ///   - host, worker: what must come of it there.
  package init(
    _ name: String, folder: String? = nil, payload: String = "{}", at moment: Moment = .call, reach: Reach = .host,
    lingers: Bool = false, host: Expectation, worker: Expectation = .contained
  ) {
    self.name = name
    self.folder = folder ?? name
    self.payload = payload
    self.moment = moment
    self.reach = reach
    self.lingers = lingers
    expected = [.host: host.of(moment), .worker: worker.of(moment)]
  }

  package var id: String { "defect." + name }
  /// The agent that is asked when the hostile one fails.
  package var standby: String { "standby." + name }
}
