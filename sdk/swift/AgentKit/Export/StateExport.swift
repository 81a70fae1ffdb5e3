// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// The table of `roundhouse.state/1`, the same for all agents that hand their state over.
enum StateExport {
  /// Never freed: the host may read it as long as the process lives, on any thread.
  nonisolated(unsafe) static let pointer: UnsafeRawPointer = {
    let memory = UnsafeMutablePointer<rh_state>.allocate(capacity: 1)
    memory.initialize(
      to: rh_state(
        struct_size: UInt32(MemoryLayout<rh_state>.size), reserved: 0,
        save: { Instance.behind($0).save($1, $2) },
        load: { Instance.behind($0).load($1) }))
    return UnsafeRawPointer(memory)
  }()

  /// `get_extension` of such an agent.
  static let find: @convention(c) (UnsafePointer<CChar>) -> UnsafeRawPointer? = { id in
    String(cString: id) == RH_EXT_STATE ? StateExport.pointer : nil
  }
}
