// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// A struct that begins with `struct_size` and grows at its end: R1 of `roundhouse.h`.
protocol SizedStruct {
  /// Every field at its default, zero.
  init()
}

extension rh_agent_config: SizedStruct {}
extension rh_reply: SizedStruct {}
extension rh_request: SizedStruct {}

extension SizedStruct {
  /// A copy of what the host lends, as far as it goes: fields that it leaves out are zero, ones that this version does
  /// not know are passed over. What the fields point to stays the host's.
  @inline(__always)
  init(lent pointer: UnsafePointer<Self>) {
    let memory = UnsafeRawPointer(pointer)
    let size = Int(memory.load(as: UInt32.self))
    if size >= MemoryLayout<Self>.size {
      self = pointer.pointee
    } else {
      self.init()
      withUnsafeMutableBytes(of: &self) { $0.copyMemory(from: UnsafeRawBufferPointer(start: memory, count: size)) }
    }
  }
}
