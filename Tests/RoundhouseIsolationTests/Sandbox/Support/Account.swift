import Glibc
import RoundhouseIsolation
import Testing

/// As whom the host of a test's worker runs.
enum Account: String, Sendable, CustomTestStringConvertible {
  case root, user

  /// An ordinary user's host can be played by root only.
  static let all: [Account] = geteuid() == 0 ? [.root, .user] : [.user]

  /// A user who owns nothing, for the ordinary one.
  static let ordinary: UInt32 = 54_321
  /// The user that root's worker becomes.
  static let worker: UInt32 = 64_123

  /// Who the agent is in the end.
  var agent: UInt32 {
    switch self {
    case .root: Account.worker
    case .user: geteuid() == 0 ? Account.ordinary : geteuid()
    }
  }

  var testDescription: String { rawValue }

  /// The probe's options for it.
  var options: [String] { self == .user && geteuid() == 0 ? ["--user", "\(Account.ordinary)"] : [] }

  /// A plan that grants nothing.
  var plan: SandboxPlan {
    var plan = SandboxPlan(agent: "test.probe")
    plan.libraries = SystemPaths.libraries
    plan.user = self == .root ? Account.worker : nil
    plan.host = getpid()
    return plan
  }
}
