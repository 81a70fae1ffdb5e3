package import RoundhouseModel

/// The one signature of the hot path: context, token, and the request (an `rh_request`); the answer is an `rh_status`.
///
/// A C agent's `invoke`, an ffi agent and a built-in one all look like this, so that a call is one indirect jump.
package typealias InvokeFunction = @convention(c) (UnsafeMutableRawPointer, UInt64, UnsafeRawPointer) -> Int32

/// One living copy of an agent in this process.
///
/// Only the slow verbs go through this protocol; a call goes through `invoke` and `context`.
package protocol AgentInstance: AnyObject, Sendable {
  var invoke: InvokeFunction { get }
  /// The first argument of `invoke`; valid until `destroy`.
  var context: UnsafeMutableRawPointer { get }
  /// The number by which completions of other instances' calls are told apart.
  var number: UInt64 { get }
  var reportsHealth: Bool { get }
  /// There is room for chunks again.
  func resume(_ token: UInt64)
  /// Nobody waits for this call any more. Never blocks.
  func cancel(_ token: UInt64)
  /// Asks the agent how it is. May block: host-owned threads only.
  func checkHealth() -> HealthReport
  /// Tells the agent that no further calls will come. May block.
  func drain(until deadline: Nanoseconds)
  /// Whether it can hand its state to the generation after it, and take that of the one before.
  var handsOverState: Bool { get }
  /// The agent's state, after `drain`. May block.
  /// - Parameter limit: more bytes than this are refused.
  func saveState(limit: Int) throws(RoundhouseError) -> [UInt8]
  /// Gives the agent the state of the generation before it, before its first call. May block.
  func loadState(_ state: [UInt8]) throws(RoundhouseError)
  /// Ends the instance. No call is in flight and none will come.
  func destroy()
}

// Most instances keep nothing that outlives them.
extension AgentInstance {
  package var handsOverState: Bool { false }
  package func saveState(limit: Int) throws(RoundhouseError) -> [UInt8] { throw statelessness }
  package func loadState(_ state: [UInt8]) throws(RoundhouseError) { throw statelessness }

  private var statelessness: RoundhouseError {
    RoundhouseError(.internal, "an agent was asked for state that it does not hand over")
  }
}

/// What an agent said of itself.
package struct HealthReport: Sendable, Equatable {
  package enum State: Sendable { case healthy, degraded, unhealthy }
  package var state: State
  package var message: String

  package init(state: State, message: String = "") {
    self.state = state
    self.message = message
  }
}
