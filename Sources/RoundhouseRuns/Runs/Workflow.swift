package import RoundhouseModel

/// A named piece of code that runs can be made of: ordinary Swift over a `Run`.
///
/// Resuming is running it again with answers from the journal. So it does the same whenever it gets the same answers:
/// what it must know of the world it asks its `Run` for.
package struct Workflow: Sendable {
  package var name: String
  /// What new runs are recorded with.
  package var version: Int
  /// Runs of which versions this code can go on with.
  package var accepts: ClosedRange<Int>
  /// Whom its runs ask; nil for the host's agents as they are.
  package var agents: (any Invoking)?
  package var body: @Sendable (Run, [UInt8]) async throws -> [UInt8]

  package init(
    _ name: String, version: Int = 1, accepts: ClosedRange<Int>? = nil,
    _ body: @escaping @Sendable (Run, [UInt8]) async throws -> [UInt8]
  ) {
    self.name = name
    self.version = version
    self.accepts = accepts ?? version...version
    self.body = body
  }
}
