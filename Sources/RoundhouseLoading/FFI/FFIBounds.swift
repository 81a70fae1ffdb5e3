internal import RoundhouseModel

/// What the calls of one instance share: its handles, its limit, its clock.
final class FFIBounds: Sendable {
  let handles: FFIHandleTable
  /// Bytes that an answer, or one buffer, may have.
  let limit: Int
  let clock: any Clock

  init(handles: FFIHandleTable, limit: Int, clock: any Clock) {
    self.handles = handles
    self.limit = limit
    self.clock = clock
  }
}
