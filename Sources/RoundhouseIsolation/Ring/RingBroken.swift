/// The other side has written something into the ring that cannot be.
struct RingBroken: Error {
  let reason: String
  init(_ reason: String) { self.reason = reason }
}
