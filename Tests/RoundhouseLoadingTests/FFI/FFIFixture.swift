import CRoundhouse
import FixtureBuilder
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseLoading

/// The C library of `Tests/Fixtures/FFI`, compiled once in a process, and manifests over it.
enum FFIFixture {
  private static let folder = Result { try TemporaryFolder() }
  private static let built = Mutex<String?>(nil)

  static func library() throws -> SharedLibrary {
    let path = try built.withLock { built in
      if let built { return built }
      let folder = try folder.get()
      let sources = "\(FixtureBuilder.repository)/Tests/Fixtures/FFI"
      let path = folder.path + "/libfixture.so"
      try FixtureBuilder.compile(
        "\(sources)/values.c", to: path, ["-std=gnu11", "-g", "\(sources)/shapes.c", "\(sources)/objects.c"])
      built = path
      return path
    }
    return try SharedLibrary(opening: path, path: path, sha256: "")
  }

  /// The manifest's text around members such as `"functions": […]`.
  static func text(_ members: String) -> String {
    """
    {"manifestVersion": 1, "id": "test.fixture", "version": "1.0.0", "kind": "ffi", "library": "./libfixture.so",
    \(members)}
    """
  }

  static func manifest(_ members: String) throws -> Manifest {
    try ManifestReader.read(Array(text(members).utf8), path: "agent.json")
  }

  /// What is wrong with a manifest, without its place.
  static func problems(_ members: String) -> [String] {
    do {
      _ = try manifest(members)
      return []
    } catch let problems as ManifestProblems {
      return problems.list.map(\.message)
    } catch { return ["\(error)"] }
  }

  /// An instance over the fixture.
  static func agent(_ members: String, clock: any Clock = SystemClock(), limit: Int = 1 << 20) throws -> FFIAgent {
    FFIAgent(
      try FFIInstance(
        manifest: manifest(members), library: library(), services: NoServices(replyLimit: limit), number: 42,
        clock: clock))
  }

  /// An instance with one function `f`, given by its symbol, parameters and return.
  static func function(
    _ symbol: String, _ parameters: String = "", returns: String = "\"void\"", types: String = "", limit: Int = 1 << 20
  ) throws -> FFIAgent {
    try agent(
      """
      \(types.isEmpty ? "" : types + ",")
      "functions": [{"capability": "f", "symbol": "\(symbol)", "parameters": [\(parameters)], "returns": \(returns)}]
      """, limit: limit)
  }
}

/// A host's services of which an ffi agent needs only one number.
final class NoServices: AgentServices {
  let agent = "test.fixture"
  let replyLimit: Int
  let configuration = RetiredServices.shared.configuration

  init(replyLimit: Int) { self.replyLimit = replyLimit }

  func log(_ level: LogLevel, _ message: String, call token: UInt64) {}
  func metric(_ kind: MetricKind, _ name: String, _ value: Double) throws(RoundhouseError) {}
  func stateGet(
    _ key: String, _ scope: StateScope, call token: UInt64,
    _ done: @escaping @Sendable (Result<StateValue?, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {}
  func stateCommit(
    _ operations: [ScopedOperation], call token: UInt64,
    _ done: @escaping @Sendable (Result<UInt64, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {}
  func call(
    _ outgoing: OutgoingCall, parent token: UInt64,
    _ done: @escaping @Sendable (Result<Payload, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {}
  func schedule(_ work: @escaping @Sendable () -> Void) {}
  func announce(_ declaration: [UInt8]) throws(RoundhouseError) {}
  func withdraw(_ capability: String) throws(RoundhouseError) {}
  func misbehaved(_ what: Misbehaviour, call token: UInt64) { Issue.record("the instance \(what.rawValue)") }
}
