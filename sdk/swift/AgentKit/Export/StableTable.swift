// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// One table of C functions at an address that never changes.
///
/// The memory belongs to nobody and is never freed: the host may read it as long as the process lives, on any thread.
struct StableTable: Sendable {
  typealias Create =
    @convention(c) (
      UnsafePointer<rh_host>, UnsafePointer<rh_agent_config>, UnsafeMutablePointer<OpaquePointer?>,
      UnsafeMutablePointer<rh_error>
    ) -> rh_status

  // Written once below, only read afterwards.
  nonisolated(unsafe) let pointer: UnsafePointer<rh_plugin>

  /// - Parameter handsOverState: whether the agent keeps state across replacement.
  init(create: Create, handsOverState: Bool) {
    let memory = UnsafeMutablePointer<rh_plugin>.allocate(capacity: 1)
    memory.initialize(
      to: rh_plugin(
        struct_size: UInt32(MemoryLayout<rh_plugin>.size), abi_minor: RH_ABI_MINOR, abi_minor_min: 0, reserved: 0,
        create: create,
        destroy: { Instance.taking($0).close() },
        invoke: { Instance.behind($0).begin($1, $2) },
        resume: { Instance.behind($0).resume($1) },
        cancel: { Instance.behind($0).cancel($1) },
        health: { Instance.behind($0).health($1) },
        drain: { Instance.behind($0).drain(until: $1) },
        get_extension: handsOverState ? StateExport.find : nil))
    pointer = UnsafePointer(memory)
  }
}
