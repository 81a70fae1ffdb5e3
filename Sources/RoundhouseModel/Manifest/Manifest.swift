/// What `agent.json` says: who the agent is, what it offers, what it may do.
package struct Manifest: Sendable, Equatable {
  package var id: String
  package var version: String
  package var name = ""
  package var description = ""
  package var vendor = ""
  package var license = ""
  package var url = ""
  package var kind = Kind.native
  /// The library for this platform; nil only while a manifest for other platforms is listed.
  package var library: LibraryReference
  package var capabilities: [Capability]
  /// 0 to 1000, higher first.
  package var priority = 100
  /// The share under the weighted strategy; 0 gets nothing.
  package var weight = 100
  package var concurrency = Concurrency.limit(64)
  /// Whether invoke may take its time and therefore runs on a thread of the host's own.
  package var isBlocking = true
  /// How many living copies the host keeps.
  package var instances = 1
  /// The least isolation that the agent accepts.
  package var tier = Tier.host
  package var startTimeout: Nanoseconds = .seconds(10)
  package var health = HealthPolicy()
  package var breaker = BreakerPolicy()
  package var limits = Limits()
  package var permissions = Permissions()
  /// The agent's own configuration: the text of one JSON object.
  package var config = Array("{}".utf8)
  /// The JSON Schema that `config` must satisfy; empty if there is none.
  package var configSchema: [UInt8] = []
  package var selfTests: [SelfTest] = []
  /// The environment variable that must be set for the agent to exist (endpoint agents); empty for all others.
  package var endpointVariable = ""
  /// The foreign functions of a `kind: "ffi"` agent.
  package var foreign = ForeignInterface()
  /// The manifest's own text; kept of ffi agents only, whose worker reads it again.
  package var source: [UInt8] = []

  package enum Kind: String, Sendable, CaseIterable {
    case native, ffi
    /// A plan or another document: the host carries out a run for each call.
    case workflow
  }

  package enum Concurrency: Sendable, Equatable {
    /// One call at a time, and no two functions of the agent at once.
    case serial
    case limit(Int)

    package var limit: Int {
      switch self {
      case .serial: 1
      case .limit(let count): count
      }
    }
  }

  package init(id: String, version: String, library: LibraryReference, capabilities: [Capability]) {
    self.id = id
    self.version = version
    self.library = library
    self.capabilities = capabilities
  }
}
