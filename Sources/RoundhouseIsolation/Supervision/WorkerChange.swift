package import RoundhouseModel

/// What happened to a worker, for whoever keeps the agent.
package enum WorkerChange: Sendable, Equatable {
  /// Its process has ended and calls cannot reach it.
  /// - restart: how long until it begins anew.
  case ended(String, restart: Nanoseconds)
  /// It has ended too often, and stays so until somebody lifts that.
  case quarantined(String)
  /// A fresh process serves.
  case isBack
}
