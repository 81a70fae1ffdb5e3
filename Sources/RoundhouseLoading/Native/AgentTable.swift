internal import CPlatform
package import CRoundhouse
package import RoundhouseModel
internal import Synchronization

/// The functions of one agent's library, checked once, so that nobody after this has to ask whether they are there.
///
/// Copied out of the library's `rh_plugin`. They are valid for ever, because libraries are never unloaded.
package struct AgentTable: Sendable {
  /// The one symbol that an agent's library exports.
  package static let entryName = RH_ENTRY_NAME

  package typealias Create =
    @convention(c) (
      UnsafePointer<rh_host>, UnsafePointer<rh_agent_config>, UnsafeMutablePointer<OpaquePointer?>,
      UnsafeMutablePointer<rh_error>
    ) -> rh_status

  package let create: Create
  package let destroy: @convention(c) (OpaquePointer) -> Void
  /// `rh_plugin.invoke` with its two pointers erased: `rh_agent *` and `const rh_request *` are passed as any other
  /// pointer is, so it is the same function with the same calling convention.
  package let invoke: InvokeFunction
  package let resume: (@convention(c) (OpaquePointer, rh_call) -> Void)?
  package let cancel: (@convention(c) (OpaquePointer, rh_call) -> Void)?
  package let health: (@convention(c) (OpaquePointer, UnsafeMutablePointer<rh_health>) -> rh_status)?
  package let drain: (@convention(c) (OpaquePointer, UInt64) -> rh_status)?
  package let getExtension: (@convention(c) (UnsafePointer<CChar>) -> UnsafeRawPointer?)?
  /// The minor version of the header that the agent was compiled with.
  package let abiMinor: UInt32

  /// The table of a library: read and checked for its first agent, and kept for the others.
  static func of(_ library: SharedLibrary) throws(RoundhouseError) -> AgentTable {
    if let known = library.table.withLock({ $0 }) { return known }
    let table = try AgentTable(library)
    library.table.withLock { $0 = table }
    return table
  }

  /// Calls the library's entry and checks the table that it returns.
  /// - Throws: `invalidManifest` for a table that this host cannot use.
  package init(_ library: SharedLibrary) throws(RoundhouseError) {
    let table = try TableReader(library)
    create = try table.required("create", \.create)
    destroy = try table.required("destroy", \.destroy)
    invoke = unsafeBitCast(try table.required("invoke", \.invoke), to: InvokeFunction.self)
    resume = try table.optional("resume", \.resume)
    cancel = try table.optional("cancel", \.cancel)
    health = try table.optional("health", \.health)
    drain = try table.optional("drain", \.drain)
    getExtension = try table.optional("get_extension", \.get_extension)
    abiMinor = table.abiMinor
  }
}
