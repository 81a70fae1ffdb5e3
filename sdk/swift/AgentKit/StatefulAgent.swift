// SPDX-License-Identifier: Apache-2.0

/// An agent that keeps something in memory which must outlive it: the generation that replaces it begins with that.
///
/// The host lets new calls wait, drains this generation, takes its state, gives it to the next one, and lets the calls
/// go on there. What must outlive the host itself belongs into ``HostServices/state``.
public protocol StatefulAgent: Agent {
  /// The state as the next generation will understand it. Comes after ``Agent/drain(until:)``; no call is open.
  func saveState() async throws -> [UInt8]

  /// Takes over what the generation before has saved, before the first call. An error leaves that generation in place.
  ///
  /// In a `serial` agent the host's answers wait for this function and the other one: do not await them here.
  func loadState(_ state: [UInt8]) async throws
}
