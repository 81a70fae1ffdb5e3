internal import RoundhouseModel

/// What may be wrong with a generation of the agent in `Tests/Fixtures/Agents/generation`.
package enum GenerationIll: String, Sendable, CaseIterable {
  case none = ""
  /// It does not start.
  case create
  /// It fails every call.
  case errors
  /// It takes 4.5 ms.
  case slow
  /// It completes a call twice.
  case rules
  /// It ends its process on the third call: for workers only.
  case crashes
  /// It does not answer as its own manifest says.
  case selfTest

  /// The configuration that makes it so.
  var config: String {
    switch self {
    case .none, .selfTest: "{}"
    case .create, .errors, .slow, .rules, .crashes: #"{"ill":"\#(rawValue)"}"#
    }
  }

  var selfTests: [SelfTest] {
    guard self == .selfTest else { return [] }
    return [SelfTest(capability: "text.do", input: Array("1".utf8), output: Array("2".utf8))]
  }
}
