internal import CFFI
internal import RoundhouseModel

/// One foreign function, ready to be called.
final class FFIFunction: Sendable {
  let capability: Capability
  let symbol: String
  let plan: FFIPlan
  let verdict: FFIVerdict
  let types: FFITypes
  /// Prepared once; libffi only reads it. Owned by the types' memory.
  private nonisolated(unsafe) let interface: UnsafeMutablePointer<ffi_cif>
  /// Inside the library, which is never unloaded.
  private nonisolated(unsafe) let entry: UnsafeRawPointer
  /// Where the frame has room for what the function returns.
  private let returnOffset: Int

  init(
    _ source: ForeignFunction, plan: FFIPlan, verdict: FFIVerdict, types: FFITypes,
    interface: UnsafeMutablePointer<ffi_cif>, entry: UnsafeRawPointer, returnOffset: Int
  ) {
    capability = source.capability
    symbol = source.symbol
    self.plan = plan
    self.verdict = verdict
    self.types = types
    self.interface = interface
    self.entry = entry
    self.returnOffset = returnOffset
  }

  /// Calls it with a frame that is filled.
  /// - Returns: `errno` as the function left it; 0 if it did not touch it.
  func call(_ frame: UnsafeMutableRawPointer) -> Int32 {
    shim_call(
      interface, entry, frame + returnOffset, frame.assumingMemoryBound(to: UnsafeMutableRawPointer?.self))
  }
}
